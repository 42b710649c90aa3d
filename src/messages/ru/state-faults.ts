/** По-русски: в чём отказано из-за того, что есть на АТС, или из-за её хранилища. */
import type { StateFault, StoreFault } from '../../domain/fault.ts';
import { countRussian } from '../plural.ts';
import { passage, people, person, plain, quotedRussian } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

type Resource = Extract<StateFault, { code: 'not-found' }>['resource'];

const MISSING: Record<Resource, { what: string; look: string }> = {
  rule: { what: 'правила уведомления', look: 'pbxctl rules list' },
  subscriber: { what: 'абонента', look: 'pbxctl subscribers list' },
  contact: { what: 'контакта', look: 'pbxctl contacts list' },
  call: { what: 'вызова', look: 'pbxctl calls list' },
  notification: { what: 'уведомления', look: 'pbxctl calls list' },
  token: { what: 'токена', look: 'pbxctl tokens list' },
  audit: { what: 'записи журнала', look: 'pbxctl audit list' },
};

const FIELDS = { number: 'номер', extension: 'добавочный', email: 'адрес' };

const BY_ADDRESS =
  'Назовите одного из них адресом e-mail, номером или добавочным, как они указаны здесь';

export const stateFaults: Pick<FaultTexts, StateFault['code']> = {
  'address-empty': () => ({
    message: 'пустой адрес',
    next: 'Назовите абонентов номером, добавочным, адресом e-mail или именем, через запятую: anna@firm.ru,102',
  }),
  'address-unknown': ({ address, nearest }) => ({
    message:
      nearest.length > 0
        ? `абонент ${quotedRussian(address)} не найден; возможно, вы имели в виду:${people(nearest)}`
        : `абонент ${quotedRussian(address)} не найден`,
    next: nearest.length > 0 ? BY_ADDRESS : 'Посмотрите, кто есть: pbxctl subscribers list',
  }),
  'address-ambiguous': ({ address, candidates, more }) => ({
    message: `${quotedRussian(address)} — это сразу ${countRussian(candidates.length + more, 'абонент', 'абонента', 'абонентов')}:${people(candidates)}${more > 0 ? `\n  и ещё ${more}` : ''}`,
    next: BY_ADDRESS,
  }),
  'not-found': ({ resource, id }) => ({
    message: `${MISSING[resource].what} ${id} нет`,
    next: `Посмотрите, что есть: ${MISSING[resource].look}`,
  }),
  'not-failed': ({ id, status }) => ({
    message: `уведомление ${id} не относится к недоставленным: ${plain(status)}`,
    next: null,
  }),
  'bot-unknown': () => ({
    message: 'у этой АТС ещё нет бота Telegram',
    next: 'Запустите на её хранилище pbxctl serve с PBX_TELEGRAM_TOKEN и повторите',
  }),
  'channel-off': ({ channel }) => ({
    message: `этот сервис АТС не отправляет ${channel === 'email' ? 'e-mail' : 'сообщений в Telegram'}`,
    next: `Запустите его pbxctl serve с ${channel === 'email' ? 'PBX_SMTP_URL и PBX_MAIL_FROM' : 'PBX_TELEGRAM_TOKEN'}, затем повторите проверку`,
  }),
  'channel-missing': ({ channel, name }) => ({
    message:
      channel === 'email'
        ? `у абонента ${quotedRussian(name)} нет e-mail`
        : `абонент ${quotedRussian(name)} не подключил Telegram`,
    next:
      channel === 'email'
        ? 'Задайте его: pbxctl subscribers edit <кто> --email anna@firm.ru'
        : 'Пусть подключит: pbxctl subscribers connect-telegram <кто>',
  }),
  'chat-blocked': ({ name }) => ({
    message: `абонент ${quotedRussian(name)} заблокировал бота`,
    next: 'Пусть разблокирует его в Telegram и напишет ему /start, затем повторите',
  }),
  'token-name-taken': ({ name, id }) => ({
    message: `токен ${quotedRussian(name)} уже есть`,
    next: `Выберите другое имя или сначала отзовите тот: pbxctl tokens revoke ${id}`,
  }),
  'rule-equal': ({ id }) => ({
    message: `у абонента уже есть такое же правило уведомления: ${id}`,
    next: `Измените что-то ещё или удалите одно из двух правил; второе: pbxctl rules show ${id}`,
  }),
  'revision-stale': ({ seen, current }) => ({
    message: `за это время кто-то внёс изменения: вы видели ревизию ${seen}, теперь она ${current}`,
    next: 'Посмотрите, как стало теперь, и повторите изменение',
  }),
  taken: ({ field, value, by }) => ({
    message: `${FIELDS[field]} ${plain(value)} уже занят: ${person(by)}`,
    next: 'Укажите другой или сначала освободите этот: pbxctl subscribers list',
  }),
  'contact-number-taken': ({ value, by }) => ({
    message: `номер ${plain(value)} уже есть у контакта ${quotedRussian(by.name)} (id ${by.id})`,
    next: 'Укажите другой или сначала уберите этот у того контакта: pbxctl contacts list',
  }),
  'fits-several': ({ candidates }) => ({
    message: `сюда подходит не одна запись:${people(candidates)}`,
    next: 'Оставьте то, что относится к одной из них, а для остальных заведите отдельные строки',
  }),
  'given-twice': ({ id }) => ({
    message: `${id} указан дважды`,
    next: 'Укажите каждый только один раз',
  }),
  'row-twice': ({ of }) => ({
    message: `эта строка о том же, что и строка ${of}`,
    next: 'Сделайте из двух строк одну',
  }),
};

export const storeFaults: Pick<FaultTexts, StoreFault['code']> = {
  'store-locked': ({ path }) => ({
    message: `файл АТС ${quotedRussian(path)} занят другой программой`,
    next: 'Подождите, пока она закончит, и повторите',
  }),
  'store-not-a-database': ({ path }) => ({
    message: `${quotedRussian(path)} — не файл АТС, или он повреждён`,
    next: 'Укажите нужный файл или новый, он будет создан: --pbx file:office.db',
  }),
  'store-newer': ({ path, version, known }) => ({
    message: `файл АТС ${quotedRussian(path)} создан более новой программой pbxctl (версия ${version}, эта знает до ${known})`,
    next: 'Обновите pbxctl и повторите',
  }),
  'store-unopenable': ({ path, why }) => ({
    message: `файл АТС ${quotedRussian(path)} не открывается: ${plain(why)}`,
    next: 'Проверьте, что папка есть и в неё можно писать, или укажите другой файл: --pbx file:office.db',
  }),
  'store-failed': ({ why }) => ({
    message: `файл АТС не удалось прочитать или записать: ${passage(why)}`,
    next: 'Проверьте, что диск исправен и на нём есть место, и повторите',
  }),
};
