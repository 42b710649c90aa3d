/** По-русски: что мешает работе АТС или её копии. */
import type { OperatingFault } from '../../domain/fault.ts';
import { countRussian } from '../plural.ts';
import { plain, quotedRussian } from '../quote.ts';
import { sizeRussian } from '../size.ts';
import type { FaultTexts } from '../types.ts';

const CHANNELS = { email: 'по e-mail', telegram: 'в Telegram' };

const notifications = (count: number): string =>
  countRussian(count, 'уведомление', 'уведомления', 'уведомлений');

export const operatingFaults: Pick<FaultTexts, OperatingFault['code']> = {
  'store-missing': ({ path }) => ({
    message: `файла АТС ${quotedRussian(path)} нет`,
    next: 'Укажите нужный файл: --pbx file:office.db; новый создаст первая команда, которая пишет',
  }),
  'store-damaged': ({ path, why }) => ({
    message: `файл АТС ${quotedRussian(path)} повреждён: ${plain(why)}`,
    next: 'Остановите всё, что им пользуется, сохраните его для разбора и поставьте на его место последнюю копию; проверьте диск',
  }),
  'backup-elsewhere': ({ address }) => ({
    message: `${plain(address)} — сервис АТС: его копию снимают на его машине`,
    next: 'Укажите там файл, который он обслуживает: pbxctl backup office-backup.db --pbx file:office.db',
  }),
  'backup-onto-itself': ({ file }) => ({
    message: `${quotedRussian(file)} — это сам файл АТС`,
    next: 'Укажите для копии другой файл',
  }),
  'backup-in-use': ({ file }) => ({
    message: `${quotedRussian(file)} открыт как АТС или был открыт, когда его программу убили: рядом лежит файл с окончанием -wal`,
    next: 'Укажите для копии другой файл',
  }),
  'disk-full': ({ free }) => ({
    message: `на диске файла АТС осталось ${sizeRussian(free)}: скоро вызовы будет некуда принимать`,
    next: 'Освободите место на этом диске или перенесите файл на больший',
  }),
  'disk-short': ({ free, used }) => ({
    message: `на диске файла АТС осталось ${sizeRussian(free)}, сам файл занимает ${sizeRussian(used)}`,
    next: 'Освободите место или храните вызовы меньше: pbxctl settings set --retention-days 180',
  }),
  'clock-behind': ({ instant }) => ({
    message: `часы неверны или были неверны: в файле АТС есть запись от ${plain(instant)}`,
    next: 'Пусть система ведёт часы по NTP: timedatectl set-ntp true',
  }),
  'clock-differs': ({ seconds }) => ({
    message: `часы сервиса и этой машины расходятся на ${seconds} с`,
    next: 'Пусть обе машины ведут часы по NTP: timedatectl set-ntp true',
  }),
  'smtp-unreachable': ({ server, why }) => ({
    message: `почтовый сервер ${plain(server)} не отвечает как положено: ${plain(why)}`,
    next: 'Проверьте PBX_SMTP_URL, сервер и межсетевой экран между ними',
  }),
  'smtp-certificate': ({ server, why }) => ({
    message: `почтовому серверу ${plain(server)} нельзя доверять: ${plain(why)}`,
    next: 'Если его сертификат выдан вашим центром, укажите его: export PBX_CA_FILE=ca.pem; иначе исправьте имя в PBX_SMTP_URL',
  }),
  'smtp-login-refused': ({ server, user, why }) => ({
    message: `почтовый сервер ${plain(server)} не впускает ${quotedRussian(user)}: ${plain(why)}`,
    next: 'Исправьте имя и пароль в PBX_SMTP_URL: smtp://user:password@mail.firm.ru:587',
  }),
  'smtp-login-open': ({ server }) => ({
    message: `почтовый сервер ${plain(server)} не предлагает TLS, а пароль не отправляется там, где его могут прочесть`,
    next: 'Включите на нём STARTTLS или укажите порт с TLS: smtps://user:password@mail.firm.ru:465',
  }),
  'smtp-open': ({ server }) => ({
    message: `письма идут на почтовый сервер ${plain(server)} без шифрования`,
    next: 'Включите на нём STARTTLS или укажите порт с TLS: smtps://mail.firm.ru:465',
  }),
  'telegram-refused': ({ api, why }) => ({
    message: `${plain(api)} не знает Telegram-бота: ${plain(why)}`,
    next: 'Возьмите его токен у @BotFather ещё раз, для PBX_TELEGRAM_TOKEN или PBX_TELEGRAM_TOKEN_FILE',
  }),
  'telegram-unreachable': ({ api, why }) => ({
    message: `по адресу ${plain(api)} отвечает не Bot API, или не как положено: ${plain(why)}`,
    next: 'Проверьте межсетевой экран или укажите доступный сервер Bot API: PBX_TELEGRAM_API',
  }),
  'telegram-deaf': ({ why }) => ({
    message: `бот Telegram не слышит, что ему пишут: ${plain(why)}`,
    next: 'Если в ответе 409, тем же токеном пользуется другая программа: остановите её или дайте ей своего бота',
  }),
  'queue-overdue': ({ channel, waiting, since }) => ({
    message: `${CHANNELS[channel]} ничего не отправляется: ждёт ${notifications(waiting)}, срок наступил ${plain(since)}`,
    next: 'Проверьте, что pbxctl serve работает на этом файле АТС и может отправлять: для e-mail нужны PBX_SMTP_URL и PBX_MAIL_FROM, для Telegram PBX_TELEGRAM_TOKEN',
  }),
  'notifications-failed': ({ channel, count, hours }) => ({
    message: `${CHANNELS[channel]} за последние ${countRussian(hours, 'час', 'часа', 'часов')} не доставлено: ${notifications(count)}`,
    next: 'Посмотрите почему и повторите то, что теперь можно доставить: pbxctl notifications list --status failed --since 1d',
  }),
  'source-idle': ({ name }) => ({
    message: `источник ${quotedRussian(name)} не на связи`,
    next: `Посмотрите, что не так: pbxctl sources check ${plain(name)}`,
  }),
};
