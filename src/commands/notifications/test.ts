/** `pbxctl notifications test`: a message marked as a test, by the way that every message goes. */
import { setTimeout as pause } from 'node:timers/promises';
import { string } from '@oclif/core/args';
import { PbxCommand } from '../../cli/command.ts';
import { mailOf } from '../../cli/mail.ts';
import type { SentNotification } from '../../contract/calls.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { problem } from '../../contract/problem.ts';

const LOOK_MILLISECONDS = 200;
/** Longer than an attempt takes that is not hopeless. */
const PATIENCE_SECONDS = 60;

export default class NotificationsTest extends PbxCommand {
  static override summary = 'Send a subscriber a test message, and wait for what becomes of it.';
  static override description =
    'It goes the way of every notification. On a PBX in a file this command sends it itself, by PBX_SMTP_URL and PBX_MAIL_FROM; on a PBX service the service does. What the mail server answered is told; exit code 1 if it was not delivered.';
  static override examples = [
    '<%= config.bin %> notifications test 101',
    '<%= config.bin %> notifications test anna@firm.ru --json',
  ];
  static override args = {
    who: string({
      description: 'number, extension, e-mail or name of the subscriber',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flagOfField = { subscriber: '<who>' };

  async run() {
    const { flags, args } = await this.parse(NotificationsTest);
    const { pbx, embedded } = await this.open(flags, 'writes');
    const mail = embedded ? mailOf(process.env) : null;
    const { id } = await pbx('testNotification', { body: { subscriber: args.who } });
    if (embedded && mail) {
      const { deliverTests } = await import('../../client/embedded.ts');
      await deliverTests(embedded, mail);
    }
    const settled = await outcomeOf(pbx, id);
    const answer = settled.answer ?? '';
    if (settled.status === 'failed') throw problem('failed', { code: 'test-failed', answer });
    this.terminal.err(this.words.testSent(settled.subscriber?.email ?? args.who, answer));
    return settled;
  }
}

/** Whoever sends it, this command or a service on the same store, it is tried once. */
const outcomeOf = async (pbx: Pbx, id: number): Promise<SentNotification> => {
  const end = performance.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const notification = await pbx('getNotification', { params: { id } });
    if (notification.status !== 'waiting') return notification;
    if (performance.now() > end)
      throw problem('failed', { code: 'test-waiting', id, seconds: PATIENCE_SECONDS });
    await pause(LOOK_MILLISECONDS);
  }
};
