/** `pbxctl notifications test`: a message marked as a test, by the way that every message goes. */
import { setTimeout as pause } from 'node:timers/promises';
import { string } from '@oclif/core/args';
import { option } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { mailOf } from '../../cli/mail.ts';
import { telegramOf } from '../../cli/telegram.ts';
import type { SentNotification } from '../../contract/calls.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { problem } from '../../contract/problem.ts';
import { CHANNELS, type Channel } from '../../domain/subscriber.ts';

const LOOK_MILLISECONDS = 200;
/** Longer than an attempt takes that is not hopeless. */
const PATIENCE_SECONDS = 60;

export default class NotificationsTest extends PbxCommand {
  static override summary = 'Send a subscriber a test message, and wait for what becomes of it.';
  static override description =
    'It goes the way of every notification. On a PBX in a file this command sends it itself, by PBX_SMTP_URL and PBX_MAIL_FROM, or PBX_TELEGRAM_TOKEN; on a PBX service the service does. What the server answered is told; exit code 1 if it was not delivered.';
  static override examples = [
    '<%= config.bin %> notifications test 101',
    '<%= config.bin %> notifications test anna@firm.ru --json',
    '<%= config.bin %> notifications test 101 --channel telegram',
  ];
  static override args = {
    who: string({
      description: 'number, extension, e-mail or name of the subscriber',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flags = {
    channel: option({
      options: CHANNELS,
      description: 'where it goes',
      default: 'email' as const,
    })(),
  };
  static override flagOfField = { subscriber: '<who>', channel: '--channel' };

  async run() {
    const { flags, args } = await this.parse(NotificationsTest);
    const { pbx, embedded } = await this.open(flags, 'writes');
    const { channel } = flags;
    const own = embedded ? ownChannel(channel) : null;
    const { id } = await pbx('testNotification', { body: { subscriber: args.who, channel } });
    if (embedded && own) {
      const { deliverTests } = await import('../../client/embedded.ts');
      await deliverTests(embedded, own);
    }
    const settled = await outcomeOf(pbx, id, channel);
    const answer = settled.answer ?? '';
    if (settled.status === 'failed')
      throw problem('failed', { code: 'test-failed', channel, answer });
    const to = channel === 'email' ? settled.subscriber?.email : settled.subscriber?.name;
    this.terminal.err(this.words.testSent(channel, to ?? args.who, answer));
    return settled;
  }
}

/** What this process sends by itself, refused before anything is queued if it cannot. */
const ownChannel = (channel: Channel) => {
  if (channel === 'email') return { mail: mailOf(process.env), telegram: null };
  const telegram = telegramOf(process.env);
  if (telegram === null) throw problem('usage', { code: 'telegram-missing' });
  return { mail: null, telegram };
};

/** Whoever sends it, this command or a service on the same store, it is tried once. */
const outcomeOf = async (pbx: Pbx, id: number, channel: Channel): Promise<SentNotification> => {
  const end = performance.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const notification = await pbx('getNotification', { params: { id } });
    if (notification.status !== 'waiting') return notification;
    if (performance.now() > end)
      throw problem('failed', { code: 'test-waiting', channel, id, seconds: PATIENCE_SECONDS });
    await pause(LOOK_MILLISECONDS);
  }
};
