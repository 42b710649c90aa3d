/** По-русски: справка об источниках вызовов и о чтении записей. */
import type { HelpTexts } from '../../types.ts';

export const sources: HelpTexts = {
  'The PBXs that the service listens to': 'АТС, которые слушает сервис',
  'List the PBXs that the service listens to, and how each is doing.':
    'Показать АТС, которые слушает сервис, и как дела у каждой.',
  'Since when it is connected, the last call, how many calls were taken, how many could not be decided and why, and what is wrong. Counts begin anew when the service does.':
    'С какого времени есть связь, последний вызов, сколько вызовов принято, по скольким не решено и почему, и что не так. Счёт начинается заново вместе с сервисом.',
  'Connect and sign in to a source once, and say what is found.':
    'Один раз соединиться с источником, войти и сказать, что получилось.',
  'With a name: a source of the service, beside the connection that it has. With an address: from this machine, before any service has it; the secret comes from PBX_SOURCE_<NAME>_SECRET or PBX_SOURCE_<NAME>_SECRET_FILE, the tokens of a T2 are those of sources login. With neither: every source of the service.':
    'С именем: источник сервиса, рядом с соединением, которое у него есть. С адресом: с этой машины, пока его нет ни у одного сервиса; пароль берётся из PBX_SOURCE_<ИМЯ>_SECRET или PBX_SOURCE_<ИМЯ>_SECRET_FILE, токены T2 — те, что сохранил sources login. Без того и другого: все источники сервиса.',
  'name of a source of the service, or an address: "asterisk://…?name=office", "t2:?name=main"':
    'имя источника сервиса или адрес: "asterisk://…?name=office", "t2:?name=main"',
  'Keep the tokens with which calls and people of a T2 are read.':
    'Сохранить токены, с которыми читают вызовы и сотрудников T2.',
  'Both are made in the web page of the PBX. They are read from stdin, one a line or as JSON, or typed where nobody sees them; looked at without asking anybody; and kept in a file that only you may write and read, or in the one that PBX_SOURCE_<NAME>_SECRET_FILE names. Whoever runs the service has to be able to write that file: the pair is renewed every day. t2 is short for "t2:?name=main".':
    'Оба создают в личном кабинете АТС. Они читаются со стандартного ввода, по одному на строке или как JSON, или вводятся скрыто; проверяются без обращения к кому-либо; хранятся в файле, который можете читать и менять только вы, или в том, который называет PBX_SOURCE_<ИМЯ>_SECRET_FILE. Тот, кто запускает сервис, должен иметь право писать в этот файл: пара обновляется каждый день. t2 — коротко вместо "t2:?name=main".',
  't2, or an address: "t2:?name=main"': 't2 или адрес: "t2:?name=main"',
  'PBX whose calls are taken: "asterisk://user@host:5038?name=office", "t2:?name=main"; repeatable; else PBX_SOURCES':
    'АТС, вызовы которой принимать: "asterisk://user@host:5038?name=office", "t2:?name=main"; можно повторять; иначе PBX_SOURCES',

  'Read calls from what a PBX really said.':
    'Прочитать вызовы из того, что АТС на самом деле сказала.',
  'ami: a file with the events of an Asterisk manager, as they came. The same code reads them as for a live source, so that --dry-run shows what would be decided of each call; nothing is taken then, and no call is too old. Without it the calls are taken like reported ones. t2: the history of a T2, with the tokens of sources login. It is taken for rules replay, and nobody is told of it; what a service listens to already is left to that.':
    'ami: файл с событиями AMI, как они пришли. Их читает тот же код, что и живой источник, поэтому --dry-run показывает, что было бы решено о каждом вызове; ничего не принимается, и ни один вызов не слишком стар. Без него вызовы принимаются как переданные. t2: история T2, с токенами, которые сохранил sources login. Её принимают для rules replay, и никого о ней не уведомляют; то, что уже слушает сервис, оставлено ему.',
  'file to read, of the format ami; - is stdin':
    'файл, который читать, для формата ami; - — стандартный ввод',
  'what was recorded, and by whom': 'что записано и кем',
  'address of the source with its options: "asterisk://…?name=office&outside=…"; of a T2 t2 unless given':
    'адрес источника с параметрами: "asterisk://…?name=office&outside=…"; для T2 это t2, если не задан',
  'of a T2: calls that began in the last 30d or 12h, or since a date; 30d unless given':
    'для T2: вызовы, начавшиеся за последние 30d или 12h или с даты; 30d, если не задано',
};
