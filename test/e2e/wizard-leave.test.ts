import { describe, expect, test } from 'vitest';
import { office } from '../support/office.ts';
import { CTRL_C, CTRL_S, DOWN, ENTER, ESC, TAB } from '../support/screen.ts';
import { openWizard } from '../support/wizard-on-screen.ts';

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
    const wizard = openWizard(made, ['rules', 'add']);
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
    const wizard = openWizard(made, ['rules', 'add']);
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
    const wizard = openWizard(made, ['rules', 'add']);
    await wizard.sees('Иванов Иван');
    wizard.signal('SIGTERM');
    const { code, raw, screen } = await wizard.ended;
    expect(code).toBe(130);
    expect(raw).toContain(`${ESC}[?2004l${ESC}[?25h${ESC}[?1049l`);
    expect(screen).toMatch(/прервано; ничего не изменено$/);
  });

  test('Esc to the question stays, with everything there', async () => {
    const made = await office();
    const wizard = openWizard(made, ['rules', 'add']);
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

describe('where nobody can be asked', () => {
  test.each([
    ['rules add --json', 'addresses-missing'],
    ['rules edit --json', 'ids-missing'],
    ['rules rm --json', 'ids-missing'],
  ])('%s fails at once, on a terminal too', async (line, fault) => {
    const made = await office({ rules: [{ subscribers: ['101'] }] });
    const { code, raw } = await openWizard(made, line.split(' ')).ended;
    expect(code).toBe(2);
    expect(raw).toContain(fault);
  });
});
