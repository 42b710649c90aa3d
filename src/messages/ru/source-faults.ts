/** По-русски: что не так с источником вызовов. */
import type { SourceFault } from '../../domain/fault.ts';
import { listed, plain, quotedRussian } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const EXAMPLE = '"asterisk://pbxctl@10.0.0.5:5038?name=office"';

export const sourceFaults: Pick<FaultTexts, SourceFault['code']> = {
  'source-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не адрес источника вызовов`,
    next: `Укажите пользователя и узел интерфейса AMI и имя источника: --source ${EXAMPLE}; или T2: "t2:?name=main"`,
  }),
  'source-with-secret': ({ variable }) => ({
    message: 'в адресе источника не должно быть пароля: его прочтут другие на этой машине',
    next: `Уберите его из адреса и задайте переменной ${plain(variable)} или файлом в ${plain(variable)}_FILE`,
  }),
  'source-nameless': ({ address }) => ({
    message: `у источника ${plain(address)} нет имени, а по нему различают его вызовы`,
    next: `Дайте имя и больше его не меняйте: --source ${EXAMPLE}`,
  }),
  'source-name-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не имя источника`,
    next: 'Возьмите до 40 латинских букв, цифр и дефисов: ?name=office',
  }),
  'source-twice': ({ name }) => ({
    message: `два источника названы ${quotedRussian(name)}`,
    next: 'Дайте каждому своё имя: ?name=office, ?name=warehouse',
  }),
  'source-option-unknown': ({ option, known }) => ({
    message: `у источника нет параметра ${quotedRussian(option)}`,
    next: `Возьмите один из этих: ${listed(known)}`,
  }),
  'source-secret-missing': ({ name, variable }) => ({
    message: `не задан пароль источника ${quotedRussian(name)}`,
    next: `Задайте его переменной ${plain(variable)} или файлом с ним в ${plain(variable)}_FILE`,
  }),
  'source-secret-unreadable': ({ variable, why }) => ({
    message: `пароль из ${plain(variable)} не прочитать: ${plain(why)}`,
    next: 'Укажите файл, в котором пароль стоит одной строкой',
  }),
  'source-unknown': ({ name, known }) => ({
    message: `источника ${quotedRussian(name)} нет`,
    next:
      known.length > 0
        ? `Возьмите один из этих: ${listed(known)}`
        : `У этой АТС их нет; их задают сервису: pbxctl serve --source ${EXAMPLE}`,
  }),
  'source-unreachable': ({ address, why }) => ({
    message: `до ${plain(address)} не достучаться: ${plain(why)}`,
    next: 'Проверьте, работает ли Asterisk, верны ли enabled, bindaddr и port в manager.conf и не мешает ли межсетевой экран',
  }),
  'source-certificate': ({ address, why }) => ({
    message: `сертификату ${plain(address)} нет доверия: ${plain(why)}`,
    next: 'Укажите центр сертификации, который его подписал: PBX_CA_FILE=/etc/ssl/firm-ca.pem',
  }),
  'source-silent': ({ address, seconds }) => ({
    message: `${plain(address)} молчит уже ${seconds} с`,
    next: 'Проверьте, что это порт AMI (5038, а с tls=yes 5039)',
  }),
  'source-closed': ({ address }) => ({
    message: `${plain(address)} закрыл соединение`,
    next: 'Посмотрите журнал Asterisk: возможно, он перезапускается или manager.conf не пускает эту машину',
  }),
  'source-foreign': ({ address }) => ({
    message: `по адресу ${plain(address)} отвечает не AMI`,
    next: 'Проверьте, что это порт AMI (5038, а с tls=yes 5039)',
  }),
  'source-login-refused': ({ address, user, why }) => ({
    message: `${plain(address)} не пускает ${quotedRussian(user)}: ${plain(why)}`,
    next: 'Проверьте пользователя, secret и permit в manager.conf, затем: asterisk -rx "manager reload"',
  }),
  'source-login-open': ({ address }) => ({
    message: `${plain(address)} принимает пароль только открытым, и его прочтёт любой по пути`,
    next: 'Включите TLS в manager.conf (tlsenable = yes) и укажите это в адресе: &tls=yes',
  }),
};
