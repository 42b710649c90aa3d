import { describe, expect, test } from 'vitest';
import { office } from '../support/office.ts';
import { BACKSPACE, CTRL_S, DOWN, ENTER, ESC, UP } from '../support/screen.ts';
import { openWizard, rulesOf } from '../support/wizard-on-screen.ts';

describe('choosing rules in the list', () => {
  const RULES = [{ subscribers: ['101', '102', '103'] }];

  test('rules rm: filtered as one types, several ticked, and asked once more', async () => {
    const made = await office({ rules: RULES });
    const list = openWizard(made, ['rules', 'rm']);
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
    const list = openWizard(made, ['rules', 'edit']);
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
    const list = openWizard(made, ['rules', 'rm']);
    await list.sees('Какие правила удалить?');
    list.type(` ${ESC}`);
    expect((await list.ended).code).toBe(1);
    expect(made.rows()).toEqual(before);
  });

  test('--plain lists them and asks for ids', async () => {
    const made = await office({ rules: RULES });
    const list = openWizard(made, ['rules', 'rm', '--plain'], { columns: 120 });
    await list.sees('Какие правила');
    list.type(`1-2${ENTER}`);
    await list.sees('Удалить 2 правила?');
    list.type(`д${ENTER}`);
    expect((await list.ended).code).toBe(0);
    expect(await rulesOf(made)).toHaveLength(1);
  });
});
