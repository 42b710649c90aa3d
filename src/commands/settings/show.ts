/** `pbxctl settings show`: what one PBX sets for all its rules. */
import { PbxCommand } from '../../cli/command.ts';
import { printSettings } from '../../terminal/schedule.ts';

export default class SettingsShow extends PbxCommand {
  static override summary = 'Show the settings of the PBX.';
  static override examples = [
    '<%= config.bin %> settings show',
    '<%= config.bin %> settings show --json',
  ];

  async run() {
    const { flags } = await this.parse(SettingsShow);
    const pbx = await this.connect(flags, 'reads');
    const settings = await pbx('getSettings', {});
    const { revision: _, ...shown } = settings;
    if (!this.jsonEnabled()) printSettings(this.terminal, shown);
    return settings;
  }
}
