/** `pbxctl calls explain`: why somebody was told of a call, or not. */
import { string as argument } from '@oclif/core/args';
import { PbxCommand } from '../../cli/command.ts';
import { oneId } from '../../cli/ids.ts';
import { printNotifications } from '../../terminal/notifications.ts';
import { printVerdict, verdictJson } from '../../terminal/verdict.ts';

export default class CallsExplain extends PbxCommand {
  static override summary =
    'Explain why somebody was told of a call, or not: each rule with the fact that decided it.';
  static override examples = [
    '<%= config.bin %> calls explain 1',
    '<%= config.bin %> calls explain 1 --json',
  ];
  static override args = {
    id: argument({
      description: 'id of the call, as calls list shows it',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flagOfField = { id: '<id>' };

  async run() {
    const { flags, args } = await this.parse(CallsExplain);
    const id = oneId(args.id);
    const pbx = await this.connect(flags, 'reads');
    const kept = await pbx('getCall', { params: { id } });
    const { call, verdict, notifications } = kept;
    if (this.jsonEnabled()) return { ...verdictJson(verdict), call, notifications };
    const { zone } = await pbx('getSchedule', {});
    printVerdict(this.terminal, { ...kept, title: this.words.call(id), zone });
    printNotifications(this.terminal, kept, zone);
    return kept;
  }
}
