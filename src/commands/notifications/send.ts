/** `pbxctl notifications send`: deliver what is due, then exit. */
import { PbxCommand } from '../../cli/command.ts';
import { problem } from '../../contract/problem.ts';

/** Secrets and addresses of the mail server come from the environment, never from flags. */
const required = (variable: 'PBX_SMTP_URL' | 'PBX_MAIL_FROM'): string => {
  const value = process.env[variable];
  if (!value) throw problem('usage', { code: 'smtp-missing', variable });
  return value;
};

/** The address is not repeated in the error, since it may hold a password. */
const smtpUrl = (): string => {
  const url = required('PBX_SMTP_URL');
  const isSmtp = URL.canParse(url) && ['smtp:', 'smtps:'].includes(new URL(url).protocol);
  if (!isSmtp) throw problem('usage', { code: 'smtp-url-unreadable' }, ['PBX_SMTP_URL']);
  return url;
};

export default class NotificationsSend extends PbxCommand {
  static override summary = 'Send the notifications that are due, then exit.';
  static override description =
    'PBX_SMTP_URL names the mail server (smtp://user:password@mail.firm.ru:587), PBX_MAIL_FROM the sender. What fails for now is tried again by a later run, what fails for good is listed as failed.';
  static override examples = [
    'PBX_SMTP_URL=smtp://127.0.0.1:1025 PBX_MAIL_FROM=pbx@firm.ru <%= config.bin %> notifications send',
  ];

  async run() {
    const { flags } = await this.parse(NotificationsSend);
    const smtp = { url: smtpUrl(), from: required('PBX_MAIL_FROM') };
    const { embedded } = await this.open(flags, 'writes');
    if (!embedded) throw problem('usage', { code: 'embedded-only' });
    const { deliver } = await import('../../client/embedded.ts');
    const delivered = await deliver(embedded, smtp);
    this.terminal.err(this.words.sent(delivered.sent, delivered.failed, delivered.waiting));
    return delivered;
  }
}
