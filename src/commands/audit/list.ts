/** `pbxctl audit list`: who changed what, the newest first (A17). */
import { option, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { everyItem } from '../../client/pages.ts';
import { AUDITED } from '../../contract/access.ts';
import { printAudit } from '../../terminal/access.ts';

export default class AuditList extends PbxCommand {
  static override summary = 'List who changed what, the newest first.';
  static override examples = [
    '<%= config.bin %> audit list',
    '<%= config.bin %> audit list --resource rule --json',
  ];
  static override flags = {
    resource: option({ options: AUDITED, description: 'only changes of this' })(),
    actor: string({ description: "only by this one: a token's name, or local: and a user" }),
    ...listFlags,
  };

  async run() {
    const { flags } = await this.parse(AuditList);
    const { resource, actor, output } = flags;
    const pbx = await this.connect(flags, 'reads');
    const entries = await everyItem((paging) =>
      pbx('listAudit', { query: { ...paging, resource, actor } }),
    );
    if (this.jsonEnabled()) return entries;
    await printAudit(this.terminal, entries, output);
    if (entries.length === 0) this.terminal.err(this.words.emptyList);
    return entries;
  }
}
