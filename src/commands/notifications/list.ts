/** `pbxctl notifications list`: what was sent, waits or failed, the newest first. */
import { option, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { sinceFlag } from '../../cli/since.ts';
import { everyItem } from '../../client/pages.ts';
import { NOTIFICATION_STATES } from '../../contract/calls.ts';
import { CHANNELS } from '../../domain/subscriber.ts';
import { printSentNotifications } from '../../terminal/notifications.ts';

export default class NotificationsList extends PbxCommand {
  static override summary = 'List the notifications that were sent, wait or failed, newest first.';
  static override examples = [
    '<%= config.bin %> notifications list',
    '<%= config.bin %> notifications list --status failed --since 7d',
    '<%= config.bin %> notifications list --status failed -o ids | <%= config.bin %> notifications retry -',
  ];
  static override flags = {
    status: option({ options: NOTIFICATION_STATES, description: 'only with this status' })(),
    channel: option({ options: CHANNELS, description: 'only by this channel' })(),
    subscriber: string({
      description: 'only to this subscriber: number, extension, e-mail or name',
    }),
    since: string({
      description: 'only made since then: 7d, 12h, 2026-11-20 or "2026-11-20 10:00"',
    }),
    ...listFlags,
  };
  static override flagOfField = { subscriber: '--subscriber' };

  async run() {
    const { flags } = await this.parse(NotificationsList);
    const { status, channel, subscriber, output: format } = flags;
    const pbx = await this.connect(flags, 'reads');
    const { zone } = await pbx('getSchedule', {});
    const since = sinceFlag(flags.since, zone, Date.now());
    const items = await everyItem((paging) =>
      pbx('listNotifications', { query: { ...paging, status, channel, subscriber, since } }),
    );
    if (this.jsonEnabled()) return items;
    await printSentNotifications(this.terminal, { items, zone, format });
    if (items.length === 0) this.terminal.err(this.words.emptyList);
    return items;
  }
}
