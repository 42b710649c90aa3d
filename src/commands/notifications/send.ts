/** `pbxctl notifications send`: deliver what is due, then exit. */
import { PbxCommand } from '../../cli/command.ts';
import { mailOf } from '../../cli/mail.ts';
import { channelsOf } from '../../cli/telegram.ts';
import { problem } from '../../contract/problem.ts';

export default class NotificationsSend extends PbxCommand {
  static override summary = 'Send the notifications that are due, then exit.';
  static override description =
    'PBX_SMTP_URL names the mail server (smtp://user:password@mail.firm.ru:587), PBX_MAIL_FROM the sender; PBX_TELEGRAM_TOKEN is that of the Telegram bot. What fails for now is tried again by a later run, what fails for good is listed as failed.';
  static override examples = [
    '<%= config.bin %> notifications send',
    '<%= config.bin %> notifications send --json',
  ];

  async run() {
    const { flags } = await this.parse(NotificationsSend);
    const channels = channelsOf(process.env);
    const mail = channels.telegram ? channels.mail : mailOf(process.env);
    const { embedded } = await this.open(flags, 'writes');
    if (!embedded) throw problem('usage', { code: 'embedded-only' });
    const { deliver } = await import('../../client/embedded.ts');
    const delivered = await deliver(embedded, { ...channels, mail });
    this.terminal.err(this.words.sent(delivered.sent, delivered.failed, delivered.waiting));
    return delivered;
  }
}
