/** По-русски: что говорят команды. */
import { countRussian } from '../plural.ts';
import { sizeRussian } from '../size.ts';
import type { Words } from '../types.ts';
import { doctor } from './doctor.ts';

const rules = (count: number): string => countRussian(count, 'правило', 'правила', 'правил');
const subscribers = (count: number): string =>
  countRussian(count, 'абонент', 'абонента', 'абонентов');
const contacts = (count: number): string => countRussian(count, 'контакт', 'контакта', 'контактов');
const calls = (count: number): string => countRussian(count, 'вызов', 'вызова', 'вызовов');
const messages = (count: number): string =>
  countRussian(count, 'сообщение', 'сообщения', 'сообщений');

const IMPORTED = { subscribers: 'Абоненты', contacts: 'Контакты', exceptions: 'Исключения' };

export const words: Words = {
  error: 'Ошибка:',
  next: 'Дальше:',
  warning: 'Внимание:',
  moreFaults: (count) => `и ещё ${countRussian(count, 'ошибка', 'ошибки', 'ошибок')}`,
  problems: {
    usage: 'Команда вызвана неверно',
    'not-found': 'Не найдено',
    conflict: 'Конфликт',
    stale: 'Изменилось за это время',
    invalid: 'Неверные данные',
    failed: 'Не удалось',
    malformed: 'Это не запрос',
    unauthenticated: 'Вход не выполнен',
    forbidden: 'Нет прав',
    'too-large': 'Слишком много данных',
    'media-type': 'Это не JSON',
    overloaded: 'Слишком много запросов',
    unreachable: 'АТС недоступна',
    unavailable: 'Сейчас недоступно',
  },
  pbx: (address, isDefault) =>
    `АТС: ${address}${isDefault ? ' (встроенная, по умолчанию; другую выбирают --pbx или PBX_URL)' : ''}`,
  openToken: (url) =>
    `Внимание: токен идёт на ${url} без шифрования, его может прочесть любой по пути`,
  newPbx: (path) => `Создана новая АТС: file:${path}`,
  noPbxYet: (path) =>
    `АТС file:${path} ещё нет; её создаст первая команда, которая что-то записывает`,
  readAs: (file, encoding) => `${file}: прочитан как ${encoding}`,
  dryRun: (done) => `Пробный запуск, ничего не записано. Было бы так: ${done}`,
  dryRunOnly: 'Пробный запуск, ничего не записано.',
  progress: (done, total, rate, secondsLeft) =>
    `${done} из ${total} · ${rate}/с · осталось ${secondsLeft} с`,
  openProgress: (done, rate) => `${done} · ${rate}/с`,
  yesOrNo: '(д/Н)',

  enterToken: 'Токен',
  enterAccessToken: 'Токен доступа',
  enterRefreshToken: 'Токен обновления',
  tokensSwapped: 'Токены стояли наоборот; какой из них какой, видно по ним самим.',
  tokensKept: (source, path) => `Токены ${source} хранятся в ${path}`,
  tokensUntil: (access, refresh) =>
    `Токен доступа действует до ${access}, токен обновления до ${refresh}; сервис обновляет оба вовремя.`,
  signedIn: (url, profile, path) =>
    `Вход на ${url} выполнен, профиль ${profile}; токен хранится в ${path}`,
  signedOut: (url) => `Токен для ${url} забыт`,
  isSignedIn: 'Вход выполнен',
  notSignedIn: 'Вход не выполнен',
  profileRemoved: (name) => `Профиль ${name} забыт`,
  tokenOnce: 'Токен показывают один раз: храните его там, где его прочтёт только владелец',
  tokenRevoked: (name) => `Токен ${name} отозван`,
  completionReady: (shell) =>
    `Дополнение для ${shell} готово. Добавьте эту строку в ~/.${shell}rc и откройте терминал заново`,
  never: 'никогда',
  actions: { create: 'создано', update: 'изменено', remove: 'удалено' },
  headings: {
    scopes: 'ПРАВА',
    made: 'СОЗДАН',
    expires: 'ИСТЕКАЕТ',
    at: 'КОГДА',
    actor: 'КТО',
    action: 'СДЕЛАЛ',
    resource: 'ЧТО',
    resourceId: 'ЕГО ID',
    id: 'ID',
    name: 'ИМЯ',
    subscriber: 'АБОНЕНТ',
    number: 'НОМЕР',
    numbers: 'НОМЕРА',
    extension: 'ДОБ',
    email: 'ПОЧТА',
    telegram: 'TELEGRAM',
    link: 'ССЫЛКА',
    channels: 'КУДА',
    types: 'ТИП',
    time: 'ВРЕМЯ',
    callers: 'КТО ЗВОНИТ',
    vip: 'VIP',
    start: 'НАЧАЛО',
    caller: 'КТО ЗВОНИЛ',
    dialled: 'НАБРАН',
    kind: 'ВИД',
    outcome: 'ИСХОД',
    verdict: 'РЕШЕНИЕ',
    reason: 'ПРИЧИНА',
    weekday: 'ДЕНЬ',
    hours: 'ЧАСЫ',
    result: 'ИТОГ',
    source: 'ИСТОЧНИК',
    state: 'СОСТОЯНИЕ',
    since: 'С',
    lastCall: 'ПОСЛЕДНИЙ',
    taken: 'ПРИНЯТО',
    tokensUntil: 'ТОКЕНЫ ДО',
    undecided: 'НЕ РЕШЕНО',
    setting: 'НАСТРОЙКА',
    status: 'СОСТОЯНИЕ',
    attempts: 'ПОПЫТОК',
    answer: 'ОТВЕТ',
    call: 'ВЫЗОВ',
    rules: 'ПРАВИЛА',
    revision: 'РЕВИЗИЯ',
    value: 'ЗНАЧЕНИЕ',
    calls: 'ВЫЗОВЫ',
    were: 'БЫЛО',
    would: 'БУДЕТ',
    change: 'РАЗНИЦА',
  },
  types: { missed: 'пропущенные', voicemail: 'голосовые' },
  times: { all: 'любое', working: 'рабочее', 'non-working': 'нерабочее' },
  callers: { all: 'все', vip: 'VIP' },
  timesInProse: {
    all: 'в любое время',
    working: 'в рабочее время',
    'non-working': 'в нерабочее время',
  },
  callersInProse: { all: 'со всех номеров', vip: 'с VIP-номеров' },
  listedInProse: (numbers) => `с номеров ${numbers}`,
  andMore: (count) => `и ещё ${count}`,
  telegramLinks: (count) =>
    `${countRussian(count, 'ссылка', 'ссылки', 'ссылок')}: каждая действует один раз, сутки и только для своего абонента`,
  telegram: { 'not-connected': 'не подключён', connected: 'подключён', blocked: 'заблокирован' },
  kinds: {
    internal: 'внутренний',
    multichannel: 'многоканальный',
    direct: 'прямой',
    unknown: 'неизвестен',
  },
  verdicts: { notify: 'уведомить', silent: 'молчать', undecided: 'не решено' },
  results: { taken: 'принят', known: 'уже известен', refused: 'отклонён' },
  states: {
    waiting: 'ждёт отправки',
    sent: 'отправлено',
    failed: 'не доставлено',
    withdrawn: 'отозвано',
  },
  sourceStates: {
    connecting: 'соединяется',
    connected: 'на связи',
    waiting: 'ждёт повтора',
    stopped: 'остановлен',
  },
  weekdays: {
    mon: 'понедельник',
    tue: 'вторник',
    wed: 'среда',
    thu: 'четверг',
    fri: 'пятница',
    sat: 'суббота',
    sun: 'воскресенье',
  },
  shortWeekdays: {
    mon: 'Пн',
    tue: 'Вт',
    wed: 'Ср',
    thu: 'Чт',
    fri: 'Пт',
    sat: 'Сб',
    sun: 'Вс',
  },
  toldOf: {
    all: 'обо всех',
    listed: 'об указанных',
    vip: 'только о VIP',
    nobody: 'ни о ком',
  },
  week: (from, to, zone) => `${from}..${to}, ${zone}`,
  alsoVoicemail: 'И обо всех голосовых сообщениях',
  coverageMore: (count) =>
    `и ещё ${countRussian(count, 'другая неделя', 'другие недели', 'других недель')}; одного абонента покажет --subscriber 101, всех — --json`,
  coverageUnreachable: (count) =>
    `Ни о чём не сообщить, нет e-mail и Telegram: ${subscribers(count)} с правилами; кто это: pbxctl rules lint`,
  email: 'e-mail',
  hidden: 'номер скрыт',
  yes: 'да',
  no: 'нет',
  unknown: '?',
  closed: 'закрыто',
  nowhere: '! некуда',
  zone: 'Часовой пояс',
  exceptions: 'Исключения по датам',

  notificationsOff: 'Уведомления отключены: ни одного правила ещё нет.',
  addFirstRule: 'Добавить первое: pbxctl rules add --addresses 101',
  noRulesFit: 'Под эти условия не подходит ни одно правило.',
  emptyList: 'Ничего не найдено.',
  unreachable: (name) =>
    `${name}: нет ни e-mail, ни подключённого Telegram, поэтому его правила ничего не сообщат`,
  rulesAdded: (created, unchanged) =>
    `Добавлено: ${rules(created)}${unchanged > 0 ? `; уже было: ${unchanged}` : ''}`,
  rulesEdited: (updated, unchanged) =>
    `Изменено: ${rules(updated)}${unchanged > 0 ? `; без изменений: ${unchanged}` : ''}`,
  rulesRemoved: (count) => `Удалено: ${rules(count)}`,
  removeRules: (count) => `Удалить ${rules(count)}?`,
  plan: {
    empty: 'Менять нечего: правила уже такие.',
    counts: ({ create, update, remove, unchanged }) =>
      `План: добавить ${create}, изменить ${update}, удалить ${remove}; без изменений ${unchanged}`,
    applied: ({ create, update, remove, unchanged }) =>
      `Применено: добавлено ${create}, изменено ${update}, удалено ${remove}; без изменений ${unchanged}`,
    apply: (count) => `Применить ${countRussian(count, 'изменение', 'изменения', 'изменений')}?`,
    numbersAdded: (numbers) => `добавить ${numbers}`,
    numbersRemoved: (numbers) => `убрать ${numbers}`,
    nothingApplied: 'Ничего не применено.',
    saved: (path) => `План сохранён; применить именно его: pbxctl rules apply ${path}`,
    needsForce: (changed, all) =>
      `изменится или исчезнет ${changed} из ${all} правил, это больше 30 %: для этого нужен apply --force`,
    waiting: 'Изменение уже передано АТС, ждём ответа. Чтобы выйти сразу, нажмите Ctrl-C ещё раз.',
    reading: (file) => `Чтение ${file}`,
    comparing: 'Сравнение с правилами АТС',
    applying: (count) =>
      `Применяется ${countRussian(count, 'изменение', 'изменения', 'изменений')}`,
    taking: (rows) => `Загрузка: ${countRussian(rows, 'строка', 'строки', 'строк')}`,
    partial:
      'Это не все правила этих абонентов: apply удалит остальные. Без --type, --time и --callers будут все.',
  },
  added: (what) => `Добавлено: ${what}`,
  changed: (what) => `Изменено: ${what}`,
  unchanged: 'Менять нечего: уже так.',
  subscribersRemoved: (count, removedRules) =>
    `Удалено: ${subscribers(count)}${removedRules > 0 ? ` и ${rules(removedRules)}` : ''}`,
  removeSubscribers: (count, removedRules) =>
    removedRules > 0
      ? `Удалить: ${subscribers(count)}, а с ними ${rules(removedRules)}?`
      : `Удалить: ${subscribers(count)}?`,
  goesWithRules: (name, count) => `${name}: ${rules(count)}`,
  removeContacts: (count) => `Удалить: ${contacts(count)}?`,
  contactsRemoved: (count) => `Удалено: ${contacts(count)}`,
  imported: (what, counts) =>
    `${IMPORTED[what]}: добавлено ${counts.created}, изменено ${counts.updated}, без изменений ${counts.unchanged}${counts.removed === undefined ? '' : `, удалено ${counts.removed}`}`,
  pruneExceptions: (count) =>
    `Удалить ${countRussian(count, 'исключение', 'исключения', 'исключений')}, которых нет в файле?`,
  scheduleSet: 'Рабочее время задано.',
  settingsSet: 'Настройки заданы.',
  replayed: (count, since, were, would, change) =>
    `Вызовов с ${since}: ${count}; сообщений было ${were}, стало бы ${would}${change}`,
  messageOf: (type, channel) =>
    `${type === 'missed' ? 'пропущенный вызов' : 'голосовое сообщение'}, ${channel === 'email' ? 'e-mail' : 'Telegram'}`,
  callsReported: (taken, known, refused) =>
    `Принято: ${calls(taken)}; уже известно: ${known}; отклонено: ${refused}`,
  noSources:
    'Этому сервису не задан ни один источник вызовов: pbxctl serve --source "asterisk://…"',
  sourcesElsewhere:
    'АТС в файле сама источников не слушает, их слушает её сервис: pbxctl serve --source "asterisk://…"',
  sourceWorks: (address, version) => `${address} пускает pbxctl: ${version}`,
  sourceUnknown: (values) =>
    `T2 говорит то, чего эта версия не знает; по таким вызовам может быть не решено: ${values}`,
  leftOut: (employee, field, why) => `${employee}: пропущено${field && ` (${field})`}: ${why}`,
  subscriberFields: { number: 'номер', extension: 'добавочный', email: 'e-mail' },
  historyRead: (found, broken) =>
    `В истории: ${calls(found)}${broken > 0 ? `; записей не прочитать: ${broken}` : ''}. О них никого не уведомят; дальше: pbxctl rules replay`,
  sourceHeard: (events) => `Событий с начала соединения: ${events}`,
  eventsMissing: (classes) =>
    `не приходят события класса ${classes}: дайте пользователю это право в manager.conf`,
  callsLost: (count) => `не удалось сохранить: ${calls(count)}`,
  recordingRead: (found, broken) =>
    `В записи: ${calls(found)}${broken > 0 ? `; блоков не из AMI: ${broken}` : ''}`,
  toSend: (count) =>
    `Ждёт отправки: ${messages(count)}. Их отправит pbxctl serve на этом хранилище; сразу — pbxctl notifications send`,
  sent: (sent, failed, waiting) =>
    `Отправлено: ${messages(sent)}; не доставлено: ${failed}; повторим позже: ${waiting}`,

  call: (id) => `Вызов ${id}`,
  question: 'Вызов',
  decision: 'Решение',
  missing: 'Неизвестно',
  rule: (id) => (id === null ? 'Правило' : `Правило ${id}`),
  ruleOfLine: (line) => `Правило в строке ${line}`,
  differs: (field, expected, actual) =>
    `${field}: ожидалось ${expected || '—'}, получено ${actual || '—'}`,
  casesTested: (count, passed, failed) =>
    `Случаев: ${count}; прошло: ${passed}; не прошло: ${failed}`,
  rulesAt: (names, count, inFile) =>
    `${inFile ? (count > 1 ? 'строки' : 'строка') : count > 1 ? 'правила' : 'правило'} ${names}`,
  severities: { error: 'ошибка', warning: 'предупреждение', note: 'заметка' },
  lintClean: (count) => `Замечаний нет: проверено ${rules(count)}.`,
  lintCounts: (errors, warnings, notes) =>
    `Ошибок: ${errors}; предупреждений: ${warnings}; заметок: ${notes}`,
  holds: (holds) => (holds === null ? 'неясно' : holds ? 'да' : 'нет'),
  criterion: { type: 'тип', time: 'время', callers: 'номер' },
  facts: {
    outcome: 'чем кончился вызов',
    kind: 'какого вида был вызов',
    straight: 'пришёл ли он напрямую',
  },
  notifications: 'Уведомления',
  noNotifications: 'Уведомлений не было.',

  told: { missed: 'пропущенный вызов', voicemail: 'голосовое сообщение', test: 'проверка' },
  attempts: { sent: 'отправлено', temporary: 'пока не принято', permanent: 'не принято' },
  notification: (id) => `Уведомление ${id}`,
  nextAttempt: (attempts, at) =>
    `${countRussian(attempts, 'попытка', 'попытки', 'попыток')}, следующая ${at}`,
  retried: (count) =>
    `Отправим ещё раз: ${countRussian(count, 'уведомление', 'уведомления', 'уведомлений')}`,
  testSent: (channel, to, answer) =>
    `${channel === 'email' ? `Проверочное письмо доставлено на ${to}` : `Проверочное сообщение доставлено в Telegram абонента ${to}`}, сервер ответил: ${answer}`,

  replaceFile: (file) => `Файл ${file} уже есть. Заменить?`,
  backingUp: (percent) => `Копируем: ${percent} %`,
  backedUp: (file, bytes) => `Копия сделана: ${file}, ${sizeRussian(bytes)}`,

  doctor,

  message: {
    subject: {
      missed: 'Пропущенный вызов',
      voicemail: 'Голосовое сообщение',
      test: 'Проверка уведомлений',
    },
    test: (name) => `Это проверка: сюда приходят уведомления о пропущенных вызовах (${name}).`,
    testFooter: 'Проверку запустил администратор вашей АТС.',
    from: 'Кто звонил',
    number: 'Номер',
    hidden: 'номер скрыт',
    at: 'Когда',
    dialled: 'Набранный номер',
    rang: 'Звонил',
    seconds: (count) => `${count} с`,
    kind: 'Вид вызова',
    duration: 'Длительность',
    mailbox: 'Почтовый ящик',
    rule: (id, text) => `По правилу ${id}: ${text}`,
    footer: 'Вы получили это письмо по правилу уведомлений вашей АТС.',
  },
  count: { rules, subscribers, contacts, calls, messages },
};
