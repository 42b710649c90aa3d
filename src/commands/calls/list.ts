/** `pbxctl calls list`: the calls that were reported, the newest first. */
import { option, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { everyItem } from '../../client/pages.ts';
import { VERDICTS } from '../../domain/verdict.ts';
import { printCalls } from '../../terminal/calls.ts';

export default class CallsList extends PbxCommand {
  static override summary =
    'List the calls that were reported, the newest first, each with its verdict.';
  static override examples = [
    '<%= config.bin %> calls list',
    '<%= config.bin %> calls list --verdict undecided --json',
  ];
  static override flags = {
    verdict: option({ options: VERDICTS, description: 'only with this verdict' })(),
    subscriber: string({
      description: 'only to this subscriber: number, extension, e-mail or name',
    }),
    ...listFlags,
  };
  static override flagOfField = { subscriber: '--subscriber' };

  async run() {
    const { flags } = await this.parse(CallsList);
    const { verdict, subscriber, output: format } = flags;
    const pbx = await this.connect(flags, 'reads');
    const calls = await everyItem((paging) =>
      pbx('listCalls', { query: { ...paging, verdict, subscriber } }),
    );
    if (this.jsonEnabled()) return calls;
    const { zone } = await pbx('getSchedule', {});
    await printCalls(this.terminal, { items: calls, zone, format });
    if (calls.length === 0) this.terminal.err(this.words.emptyList);
    return calls;
  }
}
