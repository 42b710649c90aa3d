/** По-русски: что не так с вызовом команды и что её остановило. */
import type { UsageFault } from '../../domain/fault.ts';
import { countRussian } from '../plural.ts';
import { isPath, listed, passage, plain, quotedRussian } from '../quote.ts';
import type { FaultTexts } from '../types.ts';
import { misuseText } from './misuse.ts';

const MAIL_SERVER =
  'Задайте почтовый сервер и отправителя: export PBX_SMTP_URL=smtp://mail.firm.ru:587 PBX_MAIL_FROM=pbx@firm.ru';

export const usageFaults: Pick<FaultTexts, UsageFault['code']> = {
  'pbx-address-unknown': ({ address }) => ({
    message: `${quotedRussian(address)} — не адрес АТС, и профиля с таким именем нет`,
    next: isPath(address)
      ? `Укажите файл АТС вместе со словом file: перед ним: file:${plain(address)}`
      : 'Укажите профиль из pbxctl profiles list, сервис (https://pbx.firm.ru) или файл: file:office.db',
  }),
  'profile-unknown': ({ name }) => ({
    message: `профиля ${quotedRussian(name)} нет`,
    next: 'Посмотрите, какие есть: pbxctl profiles list',
  }),
  'embedded-only': () => ({
    message: 'сервис АТС отправляет сам; эта команда — для АТС в файле',
    next: 'Укажите файл: --pbx file:office.db',
  }),
  'token-empty': () => ({
    message: 'токен не указан',
    next: 'Подайте его на stdin: pbxctl login https://pbx.firm.ru < token.txt',
  }),
  'listen-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не адрес, на котором можно слушать`,
    next: 'Укажите узел и порт: --listen 127.0.0.1:8680',
  }),
  'listen-taken': ({ address }) => ({
    message: `на ${plain(address)} уже слушает другая программа`,
    next: 'Выберите другой порт: --listen 127.0.0.1:8681',
  }),
  'listen-denied': ({ address, why }) => ({
    message: `слушать на ${plain(address)} не удалось: ${plain(why)}`,
    next: 'Выберите адрес этой машины и порт больше 1023: --listen 127.0.0.1:8680',
  }),
  'tls-incomplete': () => ({
    message: 'для TLS нужны и сертификат, и ключ к нему',
    next: 'Укажите оба: --tls-cert cert.pem --tls-key key.pem',
  }),
  'tls-unreadable': ({ file, why }) => ({
    message: `${plain(file)} не годится для TLS: ${plain(why)}`,
    next: 'Укажите сертификат и ключ от него, в PEM',
  }),
  'addresses-missing': () => ({
    message: 'не указан ни один абонент',
    next: 'Назовите одного или нескольких либо файл, где на каждой строке один (--addresses-file staff.txt): pbxctl rules add --addresses anna@firm.ru,102',
  }),
  'changes-missing': () => ({
    message: 'не указано, что изменить',
    next: 'Укажите хотя бы одно: у правила это --type, --time и --callers; всё покажет та же команда с --help',
  }),
  'confirmation-missing': () => ({
    message: 'нужно подтверждение, а без терминала спросить некого',
    next: 'Если это и нужно, повторите команду с --yes',
  }),
  'confirmation-declined': () => ({
    message: 'не подтверждено; ничего не изменено',
    next: null,
  }),
  'ids-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не id и не диапазон id`,
    next: 'Укажите целые числа и диапазоны от меньшего к большему, через пробел: 12 15-20',
  }),
  'ids-missing': () => ({
    message: 'не указан ни один id',
    next: 'Укажите id или диапазоны id либо -, чтобы прочитать их из stdin: 12 15-20',
  }),
  'command-unknown': ({ command, nearest }) => ({
    message:
      nearest === null
        ? `команды ${quotedRussian(command)} нет`
        : `команды ${quotedRussian(command)} нет; возможно, вы имели в виду ${quotedRussian(nearest)}`,
    next:
      nearest === null
        ? 'Посмотрите, какие есть: pbxctl --help'
        : `Посмотрите, как её вызывать: pbxctl ${plain(nearest)} --help`,
  }),
  usage: ({ text, misuse }) => ({
    message: misuse
      ? misuseText(misuse)
      : `команда вызвана неверно${text === '' ? '' : `: ${passage(text)}`}`,
    next: 'Посмотрите, как её вызывать: добавьте к команде --help',
  }),
  'shell-unknown': ({ known }) => ({
    message: 'не удалось узнать, какая у вас оболочка',
    next: `Укажите её, одну из ${listed(known)}: pbxctl autocomplete bash`,
  }),
  'pair-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не пара из номера и абонента`,
    next: 'Укажите многоканальный номер, знак равенства и добавочный или номер абонента: +78001000101=101',
  }),
  'revision-of-several': () => ({
    message: 'ревизия относится к одному правилу, а указано не одно',
    next: 'Укажите только одно правило или уберите --if-revision',
  }),
  'one-id-wanted': () => ({
    message: 'здесь нужно указать ровно одну запись',
    next: 'Укажите её id, его показывает команда list: 7',
  }),
  'call-missing': () => ({
    message: 'не указан ни один вызов',
    next: 'Назовите абонента, которому звонили, или таблицу вызовов (--cases cases.yaml): pbxctl rules test --to 101 --from +79161234567',
  }),
  'expectation-unmet': ({ expected, verdict }) => ({
    message: `ожидалось решение ${plain(expected)}, а получено ${plain(verdict)}`,
    next: 'Посмотрите выше, что решило, и исправьте правило или --expect',
  }),
  'smtp-missing': ({ variable }) => ({
    message: `переменная ${plain(variable)} не задана, поэтому письма не отправить`,
    next: MAIL_SERVER,
  }),
  'smtp-url-unreadable': () => ({
    message: 'в переменной PBX_SMTP_URL не адрес почтового сервера',
    next: MAIL_SERVER,
  }),
  'telegram-missing': () => ({
    message: 'бот Telegram не задан',
    next: 'Создайте его у @BotFather в Telegram и задайте PBX_TELEGRAM_TOKEN или PBX_TELEGRAM_TOKEN_FILE',
  }),
  'telegram-token-unreadable': ({ variable }) => ({
    message: `в ${plain(variable)} не токен бота Telegram`,
    next: 'Токен — число, двоеточие и 35 знаков, как его выдал @BotFather: скопируйте его ещё раз',
  }),
  'telegram-api-unreadable': () => ({
    message: 'в PBX_TELEGRAM_API не адрес сервера Bot API',
    next: 'Для api.telegram.org он не нужен; свой сервер — https://… или http:// на этой же машине',
  }),
  'channel-down': ({ channel, why, waiting }) => ({
    message: `${channel === 'email' ? 'почтовый сервер сейчас не принимает письма' : 'сейчас сообщений не принимает Telegram'}: ${plain(why)}${waiting > 0 ? `; ждёт отправки: ${countRussian(waiting, 'уведомление', 'уведомления', 'уведомлений')}` : ''}`,
    next: `Ничего не потеряно; проверьте ${channel === 'email' ? 'PBX_SMTP_URL и сервер' : 'токен бота и PBX_TELEGRAM_API'} и отправьте снова: pbxctl notifications send`,
  }),
  'test-failed': ({ channel, answer }) => ({
    message: `проверочное сообщение не доставлено: ${plain(answer)}`,
    next:
      channel === 'email'
        ? 'Исправьте адрес или настройки почтового сервера и проверьте снова'
        : 'Если он заблокировал бота, пусть вернётся и напишет /start; иначе посмотрите, что не так: pbxctl doctor',
  }),
  'test-waiting': ({ channel, id, seconds }) => ({
    message: `проверочное сообщение не отправлено и через ${seconds} с: с этой АТС никто ничего не отправляет`,
    next: `Запустите на её хранилище pbxctl serve с ${channel === 'email' ? 'PBX_SMTP_URL и PBX_MAIL_FROM' : 'PBX_TELEGRAM_TOKEN'} и посмотрите, что с ним стало: pbxctl notifications show ${id}`,
  }),
  interrupted: () => ({ message: 'прервано; ничего не изменено', next: null }),
  'interrupted-writing': () => ({
    message: 'прервано во время сохранения; могло сохраниться, могло и нет',
    next: 'Посмотрите, что есть: pbxctl rules list',
  }),
  bug: ({ text }) => ({
    message: `это ошибка самой программы pbxctl: ${passage(text)}`,
    next: 'Задайте переменную DEBUG=*, повторите команду и сообщите, что она напечатала, вместе с самой командой',
  }),
};
