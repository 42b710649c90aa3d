/** `pbxctl audit show`: what was before a change, and what after. */
import { idsArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { everyGiven, idsOf, refuseMissing } from '../../cli/ids.ts';

export default class AuditShow extends PbxCommand {
  static override summary = 'Show some changes whole: who, when, before and after.';
  static override examples = [
    '<%= config.bin %> audit show 12 15-20',
    '<%= config.bin %> audit show 12 --json',
  ];
  static override strict = false;
  static override args = idsArgs;

  async run() {
    const { flags, argv } = await this.parse(AuditShow);
    const pbx = await this.connect(flags, 'reads');
    const ids = await idsOf(argv.map(String));
    const entries = await everyGiven(ids, (query) => pbx('listAudit', { query }));
    refuseMissing(ids, entries, 'audit');
    if (this.jsonEnabled()) return entries;
    const { stringify } = await import('yaml');
    this.terminal.out(stringify(entries, { aliasDuplicateObjects: false }).trimEnd());
    return entries;
  }
}
