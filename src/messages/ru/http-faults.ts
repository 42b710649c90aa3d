/** По-русски: что не так с запросом по HTTP или с дорогой к АТС. */
import type { httpFaults as english } from '../en/http-faults.ts';
import { passage, plain, quotedRussian } from '../quote.ts';

const SIGN_IN = 'Войдите: pbxctl login https://pbx.firm.ru';

export const httpFaults: typeof english = {
  'token-missing': () => ({ message: 'токен не указан', next: SIGN_IN }),
  'token-wrong': () => ({
    message: 'такого токена нет: в нём опечатка, или его срок истёк, или его отозвали',
    next: SIGN_IN,
  }),
  'scope-missing': ({ scope }) => ({
    message: `у токена нет права ${plain(scope)}`,
    next: `Попросите у администратора токен с этим правом: pbxctl tokens create <имя> --scopes ${plain(scope)}`,
  }),
  'route-unknown': ({ method, path }) => ({
    message: `здесь нет ${plain(method)} ${plain(path)}`,
    next: 'Посмотрите, что есть: /openapi.json',
  }),
  'body-malformed': ({ why }) => ({
    message: `запрос не читается: ${plain(why)}`,
    next: 'Отправьте JSON в UTF-8',
  }),
  'body-too-deep': ({ most }) => ({
    message: `вложенность JSON больше ${most}`,
    next: 'Отправьте его с меньшей вложенностью',
  }),
  'body-too-large': ({ most }) => ({
    message: `запрос больше ${most / 1024 / 1024} МиБ`,
    next: 'Отправьте его по частям',
  }),
  'body-not-json': ({ type }) => ({
    message: `запрос — не JSON: ${plain(type)}`,
    next: 'Отправьте его как Content-Type: application/json',
  }),
  'revision-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не ревизия`,
    next: 'Укажите ревизию в кавычках: If-Match: "3"',
  }),
  'too-many-requests': ({ most }) => ({
    message: `одновременно идёт больше ${most} запросов`,
    next: 'Повторите через секунду',
  }),
  'pbx-refused': ({ address }) => ({
    message: `по адресу ${plain(address)} никто не отвечает`,
    next: 'Проверьте адрес и работает ли там pbxctl serve',
  }),
  'pbx-host-unknown': ({ address }) => ({
    message: `узел из адреса ${plain(address)} неизвестен`,
    next: 'Проверьте адрес',
  }),
  'pbx-certificate': ({ address, why }) => ({
    message: `сертификату ${plain(address)} нет доверия: ${plain(why)}`,
    next: 'Укажите центр сертификации, который его подписал: PBX_CA_FILE=/etc/ssl/firm-ca.pem',
  }),
  'pbx-silent': ({ address, why }) => ({
    message: `нет ответа от ${plain(address)}: ${plain(why)}`,
    next: 'Повторите; сделано ли изменение, покажет список',
  }),
  'pbx-foreign': ({ address, status }) => ({
    message: `${plain(address)} отвечает ${status}, и не так, как сервис АТС`,
    next: 'Проверьте, что это адрес сервиса АТС: pbxctl login https://pbx.firm.ru',
  }),
  remote: ({ text }) => ({ message: passage(text), next: null }),
};
