import { describe, expect, test } from 'vitest';
import { office } from '../support/office.ts';
import {
  BACK_TAB,
  BACKSPACE,
  CTRL_C,
  CTRL_S,
  DOWN,
  ENTER,
  ESC,
  onScreen,
  pasted,
  TAB,
} from '../support/screen.ts';
import { openWizard, rulesOf, saidIn, WEEKEND } from '../support/wizard-on-screen.ts';

describe('rules add in a terminal', () => {
  test('makes rules for three people with every criterion; a mistake in the period is corrected (R2, R4 to R6)', async () => {
    const made = await office();
    const wizard = openWizard(made, ['rules', 'add']);
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
    const wizard = openWizard(made, ['rules', 'add']);
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
    const wizard = openWizard(made, ['rules', 'add', '--callers', '102']);
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
    const wizard = openWizard(made, ['rules', 'add', '--callers', '102']);
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
    const wizard = openWizard(made, ['rules', 'add'], { columns: 200, rows: 60 });
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
  const wizard = openWizard(made, ['rules', 'add']);
  await wizard.sees('Абонентов ещё нет: pbxctl subscribers import staff.csv');
  wizard.type(ESC);
  expect((await wizard.ended).code).toBe(1);
});
