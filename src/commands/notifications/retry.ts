/** `pbxctl notifications retry`: what has failed is tried again, with all its time before it. */
import { idsArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { everyGiven, idsOf, refuseMissing } from '../../cli/ids.ts';

export default class NotificationsRetry extends PbxCommand {
  static override summary = 'Try failed notifications again, from now on like new ones.';
  static override examples = [
    '<%= config.bin %> notifications retry 1-20',
    '<%= config.bin %> notifications list --status failed -o ids | <%= config.bin %> notifications retry -',
  ];
  static override strict = false;
  static override args = idsArgs;
  static override flagOfField = { id: '<ids…>' };

  async run() {
    const { flags, argv } = await this.parse(NotificationsRetry);
    const pbx = await this.connect(flags, 'writes');
    const ids = await idsOf(argv.map(String));
    const found = await everyGiven(ids, (query) => pbx('listNotifications', { query }));
    refuseMissing(ids, found, 'notification');
    // A range means those of its ids that can be tried again; a single id must be one.
    const wanted = found.filter(({ id, status }) => status === 'failed' || ids.single.includes(id));
    const retried = [];
    for (const { id } of wanted) retried.push(await pbx('retryNotification', { params: { id } }));
    this.terminal.err(this.words.retried(retried.length));
    return retried;
  }
}
