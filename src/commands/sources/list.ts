/** `pbxctl sources list`: how each source of calls is doing. */
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { printSources, tellTroubles } from '../../terminal/sources.ts';

export default class SourcesList extends PbxCommand {
  static override summary = 'List the PBXs that the service listens to, and how each is doing.';
  static override description =
    'Since when it is connected, the last call, how many calls were taken, how many could not be decided and why, and what is wrong. Counts begin anew when the service does.';
  static override examples = [
    '<%= config.bin %> sources list',
    '<%= config.bin %> sources list --json',
  ];
  static override flags = { ...listFlags };

  async run() {
    const { flags } = await this.parse(SourcesList);
    const pbx = await this.connect(flags, 'reads');
    const { running, items } = await pbx('listSources', {});
    if (this.jsonEnabled()) return items;
    const { zone } = await pbx('getSchedule', {});
    await printSources(this.terminal, { items, zone, format: flags.output });
    tellTroubles(this.terminal, items);
    if (!running) this.terminal.err(this.words.sourcesElsewhere);
    else if (items.length === 0) this.terminal.err(this.words.noSources);
    return items;
  }
}
