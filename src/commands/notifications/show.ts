/** `pbxctl notifications show`: whom a notification told of what, and every attempt to send it. */
import { idsArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { everyGiven, idsOf, refuseMissing } from '../../cli/ids.ts';
import { printSentNotifications, showNotification } from '../../terminal/notifications.ts';

export default class NotificationsShow extends PbxCommand {
  static override summary =
    'Show notifications with every attempt: when, and what the server answered.';
  static override examples = [
    '<%= config.bin %> notifications show 1',
    '<%= config.bin %> notifications show 1-3 --json',
  ];
  static override strict = false;
  static override args = idsArgs;
  static override flags = { ...listFlags };

  async run() {
    const { flags, argv } = await this.parse(NotificationsShow);
    const pbx = await this.connect(flags, 'reads');
    const ids = await idsOf(argv.map(String));
    const found = await everyGiven(ids, (query) => pbx('listNotifications', { query }));
    refuseMissing(ids, found, 'notification');
    if (this.jsonEnabled()) return found;
    const { zone } = await pbx('getSchedule', {});
    const { output: format } = flags;
    if (format === undefined && this.terminal.isForPeople) {
      for (const notification of found) showNotification(this.terminal, notification, zone);
    } else await printSentNotifications(this.terminal, { items: found, zone, format });
    return found;
  }
}
