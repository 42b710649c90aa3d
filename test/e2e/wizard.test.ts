import { describe, expect, test } from 'vitest';
import type { Rule } from '../../src/domain/rule.ts';
import { type Office, office } from '../support/office.ts';
import {
  BACK_TAB,
  CTRL_C,
  CTRL_R,
  CTRL_S,
  DELETE,
  DOWN,
  ENTER,
  ESC,
  onScreen,
  pasted,
  TAB,
  UP,
} from '../support/screen.ts';
import { home, served } from '../support/served.ts';

const BACKSPACE = '\u007f';

const open = (
  made: Office,
  argv: readonly string[],
  size: { columns?: number; rows?: number } = {},
) => onScreen(argv, { environment: { PBX_URL: made.address }, folder: made.folder, ...size });

const rulesOf = async (made: Office): Promise<Rule[]> =>
  Object((await made.pbxctl('rules list --json')).json());

/** What each rule says, by the extension of its subscriber. */
const saidIn = async (made: Office) =>
  (await rulesOf(made)).map(({ subscriber, types, time, callers }) => ({
    to: subscriber.extension,
    types,
    time,
    callers,
  }));

const WEEKEND = {
  kind: 'period',
  days: ['sat', 'sun'],
  intervals: [{ from: '10:00', to: '16:00' }],
  firstDate: null,
  lastDate: null,
};

describe('rules add in a terminal', () => {
  test('makes rules for three people with every criterion; a mistake in the period is corrected (R2, R4 to R6)', async () => {
    const made = await office();
    const wizard = open(made, ['rules', 'add']);
    await wizard.sees('Иванов Иван');
    for (const letter of 'анна') wizard.type(letter);
    await wizard.misses('Иванов');
    wizard.type(ENTER);
    await wizard.sees('Выбрано: 1');
    wizard.type('\u0015');
    await wizard.sees('Сидоров');
    wizard.type(ENTER + ENTER);
    await wizard.sees('Выбрано: 3');
    expect(wizard.screen()).toContain('! нет e-mail и Telegram');
    wizard.type(TAB);
    await wizard.sees('[ Критерии ]');
    wizard.type(`${DOWN} ${DOWN.repeat(4)} `);
    await wizard.sees('Период: ▏');
    wizard.type('сб,вс 10:00-26:00');
    await wizard.sees('«26:00» — в этом месте не время суток');
    const [field = '', caret = ''] = wizard
      .screen()
      .split('\n')
      .filter((line) => /26:00▏|\^/.test(line));
    expect(caret.indexOf('^')).toBe(field.indexOf('26:00'));
    wizard.type(`${BACKSPACE.repeat(5)}16:00`);
    await wizard.sees('сб и вс с 10:00 до 16:00');
    wizard.type(`${DOWN.repeat(2)} `);
    await wizard.sees('Номер: ▏');
    wizard.type(`8 (916) 123-45-67${ENTER}`);
    await wizard.sees('+7 916 123-45-67');
    wizard.type(CTRL_S);
    await wizard.sees('Будет добавлено: 3 правила');
    for (const name of ['+ Анна Петрова (102)', '+ Иванов Иван (101)', '+ Пётр Сидоров (103)'])
      expect(wizard.screen()).toContain(name);
    expect(await rulesOf(made)).toEqual([]);
    wizard.type(ENTER);
    const { code, screen, raw } = await wizard.ended;
    expect(code).toBe(0);
    expect(screen).toMatch(/Добавлено: 3 правила/);
    expect(screen).not.toContain('[ Критерии ]');
    expect(raw).not.toMatch(/\n {4}at /);
    const said = {
      types: ['missed', 'voicemail'],
      time: WEEKEND,
      callers: { kind: 'listed', numbers: ['+79161234567'] },
    };
    expect(await saidIn(made)).toEqual(['102', '101', '103'].map((to) => ({ to, ...said })));
  });

  test('shows which rules are there already, and makes the others only (A15)', async () => {
    const made = await office({ rules: [{ subscribers: ['101'] }] });
    const wizard = open(made, ['rules', 'add']);
    await wizard.sees('Иванов Иван');
    wizard.type(ENTER + ENTER);
    await wizard.sees('Выбрано: 2');
    wizard.type(CTRL_S);
    await wizard.sees('Будет добавлено: 1 правило; уже есть: 1');
    expect(wizard.screen()).toContain('= Иванов Иван (101): уже есть: правило 1');
    wizard.type(ENTER);
    expect((await wizard.ended).code).toBe(0);
    expect(await rulesOf(made)).toHaveLength(2);
  });

  test('takes a paste of 50 numbers at once, and only what cannot be read stays in the field', async () => {
    const made = await office();
    const wizard = open(made, ['rules', 'add', '--callers', '102']);
    await wizard.sees('Иванов Иван');
    wizard.type(ENTER);
    await wizard.sees('Выбрано: 1');
    wizard.type(TAB);
    await wizard.sees('(•) Указанные номера');
    wizard.type(DOWN.repeat(8));
    await wizard.sees('Номер: ▏');
    const numbers = Array.from({ length: 50 }, (_, index) => `8916${String(1_000_000 + index)}`);
    wizard.type(pasted(`${numbers.join('\r')}\rseven`));
    await wizard.sees('«seven» не похоже на номер');
    wizard.type(CTRL_S);
    await wizard.sees('«seven» не похоже на номер');
    wizard.type(`\u0015${CTRL_S}`);
    await wizard.sees('Будет добавлено: 1 правило');
    wizard.type(ENTER);
    expect((await wizard.ended).code).toBe(0);
    const [rule] = await rulesOf(made);
    expect(rule?.callers).toMatchObject({ kind: 'listed' });
    expect(Object(rule?.callers).numbers).toHaveLength(51);
  });

  test('takes lines that come as keys where the terminal marks no paste', async () => {
    const made = await office();
    const wizard = open(made, ['rules', 'add', '--callers', '102']);
    await wizard.sees('Иванов Иван');
    wizard.type(ENTER + TAB + DOWN.repeat(8));
    await wizard.sees('Номер: ▏');
    wizard.type('89160000001\r89160000002\r');
    await wizard.sees('+7 916 000-00-02');
    wizard.type(CTRL_C);
    expect((await wizard.ended).code).toBe(130);
  });

  test('is resized in the middle, and nothing is lost or wraps', async () => {
    const made = await office();
    const wizard = open(made, ['rules', 'add'], { columns: 200, rows: 60 });
    await wizard.sees('Иванов Иван');
    wizard.type(ENTER);
    await wizard.sees('Выбрано: 1');
    for (const [columns, rows] of [
      [60, 20],
      [80, 24],
      [60, 20],
    ] as const) {
      wizard.resize(columns, rows);
      wizard.type(TAB);
      await wizard.sees('[ Критерии ]');
      wizard.type(BACK_TAB);
      await wizard.sees('[ Адреса (1) ]');
      await wizard.sees(/^Правило уведомления[\s\S]*Выбрано: 1[\s\S]*Esc отмена$/);
      const lines = wizard.screen().split('\n');
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(lines.filter((line) => line.includes('Выбрано'))).toHaveLength(1);
    }
    wizard.type(CTRL_C);
    await wizard.ended;
  });

  test.each([
    ['TERM=dumb', ['rules', 'add'], { TERM: 'dumb' }],
    ['--plain', ['rules', 'add', '--plain'], {}],
  ])('asks plain questions one after another with %s', async (_, argv, environment) => {
    const made = await office();
    const asked = onScreen(argv, {
      environment: { PBX_URL: made.address, ...environment },
      folder: made.folder,
      columns: 120,
    });
    await asked.sees('Для кого');
    asked.type(`никто${ENTER}`);
    await asked.sees('не найден');
    asked.type(`101, Анна${ENTER}`);
    await asked.sees('О чём');
    asked.type(ENTER);
    await asked.sees('Когда');
    asked.type(`сб 25:00${ENTER}`);
    await asked.sees(/Ошибка: .*25:00/);
    asked.type(`сб,вс 10:00-16:00${ENTER}`);
    await asked.sees('Кто звонит');
    asked.type(`vip${ENTER}`);
    await asked.sees('Сохранить? (д/Н)');
    expect(await rulesOf(made)).toEqual([]);
    asked.type(`д${ENTER}`);
    const { code, raw } = await asked.ended;
    expect(code).toBe(0);
    if ('TERM' in environment) expect(raw).not.toContain(ESC);
    expect(await saidIn(made)).toEqual(
      ['101', '102'].map((to) => ({
        to,
        types: ['missed'],
        time: WEEKEND,
        callers: { kind: 'vip' },
      })),
    );
  });

  test('the plain questions are left by Ctrl-C: 130, nothing written', async () => {
    const made = await office();
    const asked = onScreen(['rules', 'add', '--plain'], {
      environment: { PBX_URL: made.address },
      columns: 120,
    });
    await asked.sees('Для кого');
    asked.type(CTRL_C);
    const { code, screen } = await asked.ended;
    expect(code).toBe(130);
    expect(screen).toContain('прервано; ничего не изменено');
  });
});

/** Keys that lead to each step of the wizard, and what is seen there. */
const STEPS: [name: string, keys: string, sign: string][] = [
  ['at the start', '', 'Иванов Иван'],
  ['with somebody chosen', ENTER, 'Выбрано: 1'],
  ['in the period', `${ENTER}${TAB}${DOWN.repeat(5)} `, 'Период: ▏'],
  ['in the numbers', `${ENTER}${TAB}${DOWN.repeat(7)} `, 'Номер: ▏'],
  ['before saving', `${ENTER}${CTRL_S}`, 'Будет добавлено'],
  ['asked whether to leave', `${ENTER}${ESC}`, 'Выйти и потерять введённое?'],
];

describe('leaving the wizard writes nothing', () => {
  test.each(STEPS)('by Ctrl-C %s: 130', async (_, keys, sign) => {
    const made = await office();
    const before = made.rows();
    const wizard = open(made, ['rules', 'add']);
    await wizard.sees('Иванов Иван');
    wizard.type(keys);
    await wizard.sees(sign);
    wizard.type(CTRL_C);
    const { code, screen, raw } = await wizard.ended;
    expect(code).toBe(130);
    expect(screen).toMatch(/прервано; ничего не изменено$/);
    expect(raw).toContain(`${ESC}[?2004l${ESC}[?25h${ESC}[?1049l`);
    expect(made.rows()).toEqual(before);
  });

  test.each([
    ['at the start', '', 'Иванов Иван', []],
    ['with somebody chosen', ENTER, 'Выбрано: 1', ['Выйти и потерять']],
    ['in the period', `${TAB}${DOWN.repeat(5)} `, 'Период: ▏', ['Выйти и потерять']],
    ['in the numbers', `${TAB}${DOWN.repeat(7)} `, 'Номер: ▏', ['Выйти и потерять']],
    ['before saving', `${ENTER}${CTRL_S}`, 'Будет добавлено', ['Выбрано: 1', 'Выйти и потерять']],
  ])('by Esc %s: 1, asked if something would be lost', async (_, keys, sign, asked) => {
    const made = await office();
    const before = made.rows();
    const wizard = open(made, ['rules', 'add']);
    await wizard.sees('Иванов Иван');
    wizard.type(keys);
    await wizard.sees(sign);
    for (const next of [...asked, null]) {
      const isAsked = wizard.screen().includes('Выйти и потерять');
      wizard.type(isAsked ? ENTER : ESC);
      if (next !== null) await wizard.sees(next);
    }
    const { code, screen } = await wizard.ended;
    expect(code).toBe(1);
    expect(screen).toContain('ничего не изменено');
    expect(made.rows()).toEqual(before);
  });

  test('by a signal: 130, and the terminal is as it was', async () => {
    const made = await office();
    const wizard = open(made, ['rules', 'add']);
    await wizard.sees('Иванов Иван');
    wizard.signal('SIGTERM');
    const { code, raw, screen } = await wizard.ended;
    expect(code).toBe(130);
    expect(raw).toContain(`${ESC}[?2004l${ESC}[?25h${ESC}[?1049l`);
    expect(screen).toMatch(/прервано; ничего не изменено$/);
  });

  test('Esc to the question stays, with everything there', async () => {
    const made = await office();
    const wizard = open(made, ['rules', 'add']);
    await wizard.sees('Иванов Иван');
    wizard.type(ENTER);
    await wizard.sees('Выбрано: 1');
    wizard.type(ESC);
    await wizard.sees('Выйти и потерять введённое?');
    wizard.type(ESC);
    await wizard.misses('Выйти и потерять');
    expect(wizard.screen()).toContain('Выбрано: 1');
    wizard.type(CTRL_C);
    await wizard.ended;
  });
});

describe('rules edit in a terminal', () => {
  const TWO = [
    { subscribers: ['101'], time: { kind: 'working' as const } },
    {
      subscribers: ['102'],
      types: ['missed' as const, 'voicemail' as const],
      callers: { kind: 'vip' as const },
    },
  ];

  test('of two that differ shows «разные», and changes only what is touched (R3)', async () => {
    const made = await office({ rules: TWO });
    const wizard = open(made, ['rules', 'edit', '1', '2']);
    await wizard.sees('Изменение: 2 правила');
    const marks = wizard.screen().match(/разные: останутся как есть/g);
    expect(marks).toHaveLength(3);
    wizard.type(TAB);
    await wizard.sees('Чьи это правила');
    expect(wizard.screen()).toContain('Анна Петрова');
    wizard.type(`x${TAB}`);
    await wizard.sees('[~] Пропущенные звонки');
    wizard.type(`${DOWN.repeat(4)} `);
    await wizard.sees('(•) В нерабочее время');
    wizard.type(CTRL_S);
    await wizard.sees('Будет изменено: 2 правила');
    wizard.type(ENTER);
    expect((await wizard.ended).code).toBe(0);
    expect(await saidIn(made)).toEqual([
      { to: '101', types: ['missed'], time: { kind: 'non-working' }, callers: { kind: 'all' } },
      {
        to: '102',
        types: ['missed', 'voicemail'],
        time: { kind: 'non-working' },
        callers: { kind: 'vip' },
      },
    ]);
  });

  test('of one is filled in; greyed blocks are skipped and say nothing (R7)', async () => {
    const made = await office({
      rules: [
        {
          subscribers: ['101'],
          time: { kind: 'period', days: ['sat', 'sun'] },
          callers: { kind: 'listed', numbers: ['+79161234567'] },
        },
      ],
    });
    const wizard = open(made, ['rules', 'edit', '1']);
    await wizard.sees('Период: sat,sun');
    expect(wizard.screen()).toContain('сб и вс');
    expect(wizard.screen()).toContain('+7 916 123-45-67');
    wizard.type(` ${DOWN} `);
    await wizard.sees('только для пропущенных звонков');
    wizard.type(DOWN);
    await wizard.sees('› [x] Голосовые сообщения');
    wizard.type(CTRL_S);
    await wizard.sees('Будет изменено: 1 правило');
    wizard.type(ENTER);
    await wizard.ended;
    expect(await saidIn(made)).toEqual([
      { to: '101', types: ['voicemail'], time: { kind: 'all' }, callers: { kind: 'all' } },
    ]);
  });

  test('changed meanwhile by another: told, and saved over what is there now only after it was shown (A16)', async () => {
    const made = await office({ rules: TWO });
    const wizard = open(made, ['rules', 'edit', '1']);
    await wizard.sees('(•) В рабочее время');
    wizard.type(`${DOWN.repeat(4)} ${CTRL_S}`);
    await wizard.sees('Будет изменено: 1 правило');
    await made.pbxctl('rules edit 1 --callers vip');
    wizard.type(ENTER);
    await wizard.sees('АТС этого не сделала; всё введённое осталось.');
    wizard.type(ENTER);
    await wizard.sees('Будет изменено: 1 правило');
    wizard.type(ENTER);
    expect((await wizard.ended).code).toBe(0);
    expect((await rulesOf(made))[0]).toMatchObject({ time: { kind: 'non-working' }, revision: 3 });
  });

  test('removed meanwhile by another: the others can still be saved', async () => {
    const made = await office({ rules: TWO });
    const wizard = open(made, ['rules', 'edit', '1', '2']);
    await wizard.sees('Изменение: 2 правила');
    wizard.type(`${DOWN.repeat(4)} ${CTRL_S}`);
    await wizard.sees('Будет изменено: 2 правила');
    await made.pbxctl('rules rm 2 --yes');
    wizard.type(ENTER);
    await wizard.sees('Правило 2: ');
    wizard.type(ENTER);
    await wizard.sees('Будет изменено: 1 правило');
    wizard.type(ENTER);
    expect((await wizard.ended).code).toBe(0);
    expect((await rulesOf(made)).map(({ id, time }) => [id, time.kind])).toEqual([
      [1, 'non-working'],
    ]);
  });

  test('--plain asks line by line, and an empty line leaves what is there', async () => {
    const made = await office({ rules: TWO });
    const asked = onScreen(['rules', 'edit', '1-2', '--plain'], {
      environment: { PBX_URL: made.address },
      columns: 160,
    });
    await asked.sees('[разные]:');
    asked.type(ENTER);
    await asked.sees('Когда');
    asked.type(`нет${ENTER}`);
    await asked.sees('Ошибка');
    asked.type(`сб,вс${ENTER}`);
    await asked.sees('Кто звонит');
    asked.type(ENTER);
    await asked.sees('Будет изменено: 2 правила');
    asked.type(`д${ENTER}`);
    expect((await asked.ended).code).toBe(0);
    expect((await saidIn(made)).map(({ time, callers }) => [time.kind, callers.kind])).toEqual([
      ['period', 'all'],
      ['period', 'vip'],
    ]);
  });
});

test('without colours the wizard shows as much, and writes none', async () => {
  const made = await office();
  const wizard = onScreen(['rules', 'add'], {
    environment: { PBX_URL: made.address, NO_COLOR: '1' },
  });
  await wizard.sees('› Иванов Иван');
  wizard.type(ENTER + TAB);
  await wizard.sees('› [x] Пропущенные звонки');
  wizard.type(CTRL_C);
  const { raw } = await wizard.ended;
  expect(raw).toContain('[ Критерии ]');
  expect(raw.includes(`${ESC}[1m`) || raw.includes(`${ESC}[36m`)).toBe(false);
});

test('a PBX without anybody says how to fill it', async () => {
  const made = await office({ staff: [] });
  const wizard = open(made, ['rules', 'add']);
  await wizard.sees('Абонентов ещё нет: pbxctl subscribers import staff.csv');
  wizard.type(ESC);
  expect((await wizard.ended).code).toBe(1);
});

describe('choosing rules in the list', () => {
  const RULES = [{ subscribers: ['101', '102', '103'] }];

  test('rules rm: filtered as one types, several ticked, and asked once more', async () => {
    const made = await office({ rules: RULES });
    const list = open(made, ['rules', 'rm']);
    await list.sees('Какие правила удалить?');
    for (const letter of 'петр') list.type(letter);
    await list.misses('Иванов');
    list.type(` ${DOWN} `);
    await list.sees('Отмечено: 2');
    list.type(BACKSPACE.repeat(4));
    await list.sees('Иванов');
    list.type(ENTER);
    await list.sees('Удалить 2 правила? (д/Н)');
    list.type(`д${ENTER}`);
    expect((await list.ended).code).toBe(0);
    expect((await rulesOf(made)).map(({ id }) => id)).toEqual([1]);
  });

  test('rules edit: what is ticked is edited together', async () => {
    const made = await office({ rules: RULES });
    const list = open(made, ['rules', 'edit']);
    await list.sees('Какие правила изменить?');
    list.type(ENTER);
    await list.sees('Сначала отметьте правило');
    list.type(` ${DOWN}${DOWN} ${UP}`);
    await list.sees('Отмечено: 2');
    list.type(ENTER);
    await list.sees('Изменение: 2 правила');
    list.type(`${DOWN.repeat(3)} ${CTRL_S}`);
    await list.sees('Будет изменено: 2 правила');
    list.type(ENTER);
    expect((await list.ended).code).toBe(0);
    expect((await rulesOf(made)).map(({ time }) => time.kind)).toEqual([
      'working',
      'all',
      'working',
    ]);
  });

  test('Esc leaves it: 1, nothing changed', async () => {
    const made = await office({ rules: RULES });
    const before = made.rows();
    const list = open(made, ['rules', 'rm']);
    await list.sees('Какие правила удалить?');
    list.type(` ${ESC}`);
    expect((await list.ended).code).toBe(1);
    expect(made.rows()).toEqual(before);
  });

  test('--plain lists them and asks for ids', async () => {
    const made = await office({ rules: RULES });
    const list = open(made, ['rules', 'rm', '--plain'], { columns: 120 });
    await list.sees('Какие правила');
    list.type(`1-2${ENTER}`);
    await list.sees('Удалить 2 правила?');
    list.type(`д${ENTER}`);
    expect((await list.ended).code).toBe(0);
    expect(await rulesOf(made)).toHaveLength(1);
  });
});

describe('a PBX that goes away in the middle', () => {
  const staffed = async () => {
    const service = await served();
    const upsert = [
      { name: 'Иванов Иван', extension: '101', email: 'ivanov@firm.ru' },
      { name: 'Анна Петрова', extension: '102', email: 'anna@firm.ru' },
    ];
    await service.pbx('batchSubscribers', { body: { upsert } });
    return service;
  };

  test('is told, what was entered stays, and a retry saves it', async () => {
    const service = await staffed();
    const { url, path, port } = service;
    const environment = { PBX_URL: url, PBX_TOKEN: await service.token() };
    const wizard = onScreen(['rules', 'add'], { environment });
    await wizard.sees('Иванов Иван');
    wizard.type(ENTER);
    await wizard.sees('Выбрано: 1');
    await service.stop();
    for (const letter of 'анна') wizard.type(letter);
    await wizard.sees('Ctrl-R: повторить');
    wizard.type(CTRL_S);
    await wizard.sees('АТС этого не сделала; всё введённое осталось.');
    wizard.type(ESC);
    await wizard.sees('Выбрано: 1');
    const again = await served({ path, port });
    wizard.type(CTRL_R);
    await wizard.sees('Анна Петрова');
    wizard.type(CTRL_S);
    await wizard.sees('Будет добавлено: 1 правило');
    wizard.type(ENTER);
    expect((await wizard.ended).code).toBe(0);
    expect((await again.pbx('listRules', {})).items).toHaveLength(1);
  });

  test('signs its user out: told, and the token of a new log-in is taken up', async () => {
    const service = await staffed();
    const admin = home();
    const environment = {
      XDG_CONFIG_HOME: `${admin.folder}/config`,
      XDG_DATA_HOME: `${admin.folder}/data`,
    };
    await admin.pbxctl(`login ${service.url}`, { input: await service.token() });
    const wizard = onScreen(['rules', 'add'], { environment });
    await wizard.sees('Иванов Иван');
    wizard.type(ENTER);
    await wizard.sees('Выбрано: 1');
    await service.pbx('revokeToken', { params: { id: 1 } });
    wizard.type(CTRL_S);
    await wizard.sees('АТС этого не сделала; всё введённое осталось.');
    await admin.pbxctl(`login ${service.url}`, { input: await service.token() });
    wizard.type(ENTER);
    await wizard.sees('Будет добавлено: 1 правило');
    wizard.type(ENTER);
    expect((await wizard.ended).code).toBe(0);
    expect((await service.pbx('listRules', {})).items).toHaveLength(1);
  });
});

describe('where nobody can be asked', () => {
  test.each([
    ['rules add --json', 'addresses-missing'],
    ['rules edit --json', 'ids-missing'],
    ['rules rm --json', 'ids-missing'],
  ])('%s fails at once, on a terminal too', async (line, fault) => {
    const made = await office({ rules: [{ subscribers: ['101'] }] });
    const { code, raw } = await open(made, line.split(' ')).ended;
    expect(code).toBe(2);
    expect(raw).toContain(fault);
  });
});

test('a number is taken away from the list again by Delete', async () => {
  const made = await office({
    rules: [{ subscribers: ['101'], callers: { kind: 'listed', numbers: ['102', '103'] } }],
  });
  const wizard = open(made, ['rules', 'edit', '1']);
  await wizard.sees('(•) Указанные номера');
  wizard.type(DOWN.repeat(9));
  await wizard.sees('›     102');
  wizard.type(DELETE);
  await wizard.misses('102');
  wizard.type(CTRL_S);
  await wizard.sees('Будет изменено');
  wizard.type(ENTER);
  await wizard.ended;
  expect((await rulesOf(made))[0]?.callers).toEqual({ kind: 'listed', numbers: ['103'] });
});
