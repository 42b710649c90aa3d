/** По-русски: что найдено при осмотре всего, на чём держится АТС. */
import { countRussian } from '../plural.ts';
import { sizeRussian } from '../size.ts';
import type { Words } from '../types.ts';

export const doctor: Words['doctor'] = {
  looking: 'Осматриваем АТС',
  states: { ok: 'в порядке', warning: 'внимание', failed: 'не работает', off: 'выключено' },
  checks: {
    store: 'хранилище',
    disk: 'диск',
    clock: 'часы',
    zone: 'часовой пояс',
    email: 'e-mail',
    telegram: 'Telegram',
    queue: 'очередь',
    sources: 'источники',
  },
  channels: { email: 'e-mail', telegram: 'Telegram' },
  size: sizeRussian,
  sound: 'все страницы целы',
  notRead: 'прочитаны не все страницы: это делает doctor на своей машине',
  free: (bytes) => `свободно ${sizeRussian(bytes)}`,
  inMemory: 'нет',
  signedIn: (server, isEncrypted) => `${server} впускает${isEncrypted ? ', с шифрованием' : ''}`,
  noMail: 'PBX_SMTP_URL не задан: отсюда e-mail не отправляется',
  botKnown: (bot) => `${bot} известен`,
  noBot: 'PBX_TELEGRAM_TOKEN не задан: отсюда в Telegram ничего не отправляется',
  waiting: (channel, count, oldest) =>
    oldest === null
      ? `${channel}: никто не ждёт`
      : `${channel}: ${count} в очереди, старейшее с ${oldest}`,
  connected: (connected, all) =>
    `на связи ${connected} из ${countRussian(all, 'источника', 'источников', 'источников')}`,
  noSources: 'отсюда не слушаем ни одного',
};
