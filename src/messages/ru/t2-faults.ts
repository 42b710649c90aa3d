/** По-русски: что не так с T2 как источником вызовов. */
import type { T2Fault } from '../../domain/fault.ts';
import { plain, quotedRussian } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const EXAMPLE = '"t2:?name=main"';
const PAGE = 'в личном кабинете АТС';
const TRANSIENT = 'Попытка повторится сама; если это надолго, спросите T2';

const said = (text: string): string => (text === '' ? '' : `: ${plain(text)}`);

const KINDS = { access: 'токены доступа', refresh: 'токены обновления' };
const DEAD = {
  expired: 'срок токена обновления истёк',
  superseded:
    'их уже заменили: той же парой пользуется что-то ещё, или ответ с новой парой потерялся по дороге',
};

export const t2Faults: Pick<FaultTexts, T2Fault['code']> = {
  'source-unlike': ({ wanted }) => ({
    message: `здесь нужен адрес ${wanted === 't2' ? 'T2' : 'Asterisk'}`,
    next: wanted === 't2' ? `Напишите t2 или ${EXAMPLE}` : 'Напишите "asterisk://…?name=office"',
  }),
  't2-address-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не адрес T2`,
    next: `Перед ? пишут https:// без пользователя или ничего: ${EXAMPLE}; every=60 — через сколько секунд спрашивать`,
  }),
  't2-nameless': ({ address }) => ({
    message: `у источника ${plain(address)} нет имени, а по нему различают его вызовы`,
    next: `Дайте имя и больше его не меняйте: --source ${EXAMPLE}`,
  }),
  't2-unreachable': ({ address, why }) => ({
    message: `до ${plain(address)} не достучаться: ${plain(why)}`,
    next: 'Проверьте, доступен ли он с этой машины: T2 может пускать только российские адреса, а прокси задают в HTTPS_PROXY',
  }),
  't2-moved': ({ address, to }) => ({
    message: `${plain(address)} переехал, а другому узлу токены без спроса не показывают`,
    next: `Возьмите новый адрес: "t2:${plain(to)}?name=…"`,
  }),
  't2-foreign': ({ address }) => ({
    message: `по адресу ${plain(address)} отвечает не API T2`,
    next: 'Проверьте адрес и не отвечает ли вместо него страница провайдера или прокси; попытка повторится сама',
  }),
  't2-failed': ({ address, status, why }) => ({
    message: `${plain(address)} отвечает ${status}${said(why)}`,
    next: TRANSIENT,
  }),
  't2-busy': ({ address, seconds }) => ({
    message: `${plain(address)} просит спрашивать реже`,
    next:
      seconds === null
        ? 'Попытка повторится сама, позже'
        : `Попытка повторится сама через ${seconds} с`,
  }),
  't2-refused': ({ address, why }) => ({
    message: `${plain(address)} не пускает pbxctl${said(why)}`,
    next: `Проверьте ${PAGE}, что токенам разрешено и есть ли API в тарифе; T2 может пускать только российские адреса. Если это надолго, создайте новую пару: pbxctl sources login`,
  }),
  't2-tokens-count': ({ found }) => ({
    message: `нужны два токена, а их ${found}`,
    next: 'Дайте токен доступа и токен обновления, каждый на своей строке',
  }),
  't2-token-unreadable': ({ nth }) => ({
    message: `${nth === 1 ? 'первый' : 'второй'} из двух — не токен T2`,
    next: `Скопируйте его целиком ${PAGE}`,
  }),
  't2-tokens-alike': ({ kind }) => ({
    message: `оба — ${KINDS[kind]}`,
    next: 'Дайте по одному: токен доступа и токен обновления',
  }),
  't2-token-expired': ({ until }) => ({
    message: `срок токена обновления истёк: он действовал до ${plain(until)}`,
    next: `Создайте новую пару ${PAGE}`,
  }),
  't2-tokens-missing': ({ name }) => ({
    message: `для T2 ${quotedRussian(name)} нет токенов`,
    next: `Войдите от имени того, кто это запускает: pbxctl sources login ${name === 'main' ? 't2' : `"t2:?name=${plain(name)}"`}`,
  }),
  't2-tokens-dead': ({ name, why, said: answer }) => ({
    message: `токены T2 ${quotedRussian(name)} больше не действуют: ${DEAD[why]}${said(answer)}`,
    next: `Создайте новую пару ${PAGE} и дайте её pbxctl sources login; сервис подхватит её сам`,
  }),
  't2-tokens-unreadable': ({ file, why }) => ({
    message: `токены из ${plain(file)} не прочитать: ${plain(why)}`,
    next: 'Проверьте, чей это файл; pbxctl sources login создаст его заново',
  }),
  't2-tokens-unwritable': ({ file, why }) => ({
    message: `токены не сохранить в ${plain(file)}: ${plain(why)}`,
    next: 'Тот, кто это запускает, должен иметь право писать в эту папку: пара меняется каждый день',
  }),
  't2-tokens-locked': ({ file }) => ({
    message: `другой процесс слишком долго обновляет токены в ${plain(file)}`,
    next: 'Повторите; если это надолго, посмотрите, какой процесс держит файл с .lock на конце',
  }),
  't2-tokens-fixed': ({ variable }) => ({
    message: `токены T2 меняются каждый день, а ${plain(variable)} — нет`,
    next: `Назовите в ${plain(variable)}_FILE файл, в который можно писать, или возьмите pbxctl sources login`,
  }),
  't2-nobody': () => ({
    message: 'ни одного сотрудника T2 не называет, поэтому никто не удаляется',
    next: 'Проверьте, разрешено ли токенам читать сотрудников',
  }),
  't2-shared': ({ value, by }) => ({
    message: `${quotedRussian(value)} уже есть у ${quotedRussian(by)}`,
    next: 'Дайте каждому сотруднику своё в личном кабинете АТС',
  }),
};
