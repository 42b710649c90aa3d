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
  'With a name: a source of the service, beside the connection that it has. With an address: from this machine, before any service has it; the secret comes from PBX_SOURCE_<NAME>_SECRET or PBX_SOURCE_<NAME>_SECRET_FILE. With neither: every source of the service.':
    'С именем: источник сервиса, рядом с соединением, которое у него есть. С адресом: с этой машины, пока его нет ни у одного сервиса; пароль берётся из PBX_SOURCE_<ИМЯ>_SECRET или PBX_SOURCE_<ИМЯ>_SECRET_FILE. Без того и другого: все источники сервиса.',
  'name of a source of the service, or an address: "asterisk://…?name=office"':
    'имя источника сервиса или адрес: "asterisk://…?name=office"',
  'PBX whose calls are taken: "asterisk://user@host:5038?name=office"; repeatable; else PBX_SOURCES':
    'АТС, вызовы которой принимать: "asterisk://user@host:5038?name=office"; можно повторять; иначе PBX_SOURCES',

  'Read calls from a recording of what a PBX really said.':
    'Прочитать вызовы из записи того, что АТС на самом деле сказала.',
  'ami: the events of an Asterisk manager, as they came. The same code reads them as for a live source, so that --dry-run shows what would be decided of each call; nothing is taken then, and no call is too old. Without it the calls are taken like reported ones.':
    'ami: события AMI, как они пришли. Их читает тот же код, что и живой источник, поэтому --dry-run показывает, что было бы решено о каждом вызове; ничего не принимается, и ни один вызов не слишком стар. Без него вызовы принимаются как переданные.',
  'what was recorded': 'что записано',
  'address of the source with its options: "asterisk://…?name=office&outside=…"':
    'адрес источника с параметрами: "asterisk://…?name=office&outside=…"',
};
