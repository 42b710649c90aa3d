import { describe, expect, test } from 'vitest';
import { office } from '../support/office.ts';
import { CTRL_S, DELETE, DOWN, ENTER, onScreen, TAB } from '../support/screen.ts';
import { openWizard, rulesOf, saidIn } from '../support/wizard-on-screen.ts';

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
    const wizard = openWizard(made, ['rules', 'edit', '1', '2']);
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
    const wizard = openWizard(made, ['rules', 'edit', '1']);
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
    const wizard = openWizard(made, ['rules', 'edit', '1']);
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
    const wizard = openWizard(made, ['rules', 'edit', '1', '2']);
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

test('a number is taken away from the list again by Delete', async () => {
  const made = await office({
    rules: [{ subscribers: ['101'], callers: { kind: 'listed', numbers: ['102', '103'] } }],
  });
  const wizard = openWizard(made, ['rules', 'edit', '1']);
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
