/** `pbxctl subscribers connect-telegram`: links by which people connect the PBX's bot. */
import { whoArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { SUBSCRIBER_FIELDS, subscribersGiven } from '../../cli/subscribers.ts';
import { printTelegramLinks } from '../../terminal/people.ts';

export default class SubscribersConnectTelegram extends PbxCommand {
  static override summary = 'Print for each subscriber a link that connects his Telegram.';
  static override description =
    'Whoever opens the link and presses Start is told in that chat: send each his own. A link works once, for 24 hours. With --output csv it is a table for a mailing. The bot is that of PBX_TELEGRAM_TOKEN, and listens while pbxctl serve runs.';
  static override examples = [
    '<%= config.bin %> subscribers connect-telegram anna@firm.ru',
    '<%= config.bin %> subscribers list --output ids | <%= config.bin %> subscribers connect-telegram - --output csv > links.csv',
  ];
  static override strict = false;
  static override args = whoArgs;
  static override flags = { ...listFlags };
  static override flagOfField = { ...SUBSCRIBER_FIELDS, subscribers: '<who…>' };

  async run() {
    const { flags, argv } = await this.parse(SubscribersConnectTelegram);
    const pbx = await this.connect(flags, 'writes');
    const chosen = await subscribersGiven(pbx, argv.map(String));
    const subscribers = chosen.map(({ id }) => id);
    const items =
      subscribers.length === 0
        ? []
        : (await pbx('connectTelegram', { body: { subscribers } })).items;
    if (!this.jsonEnabled()) await printTelegramLinks(this.terminal, items, flags.output);
    this.terminal.err(this.words.telegramLinks(items.length));
    return items;
  }
}
