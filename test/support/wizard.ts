/** The wizard without a terminal: keys by their names, and the machine after them. */
import type { Rule } from '../../src/domain/rule.ts';
import type { Subscriber } from '../../src/domain/subscriber.ts';
import { LANGUAGES, type Language } from '../../src/messages/types.ts';
import { wizardTexts } from '../../src/messages/wizard-texts.ts';
import { wordsIn } from '../../src/messages/words.ts';
import { terminalOf } from '../../src/terminal/terminal.ts';
import type { Row } from '../../src/terminal/wizard/criteria.ts';
import type { View } from '../../src/terminal/wizard/draw.ts';
import type { Key } from '../../src/terminal/wizard/key.ts';
import { type Answer, after, type Effect, type Wizard } from '../../src/terminal/wizard/wizard.ts';

export { LANGUAGES };

export const person = (id: number, change: Partial<Subscriber> = {}): Subscriber => ({
  id,
  name: `Сотрудник ${id}`,
  number: null,
  extension: String(100 + id),
  email: `p${id}@firm.ru`,
  telegram: 'not-connected',
  ...change,
});

export const ruleOf = (id: number, change: Partial<Rule> = {}): Rule => ({
  id,
  revision: 1,
  subscriber: person(id),
  types: ['missed'],
  time: { kind: 'all' },
  callers: { kind: 'all' },
  createdAt: '2026-11-22T10:00:00+03:00',
  updatedAt: '2026-11-22T10:00:00+03:00',
  ...change,
});

/** `'down'` is that key, `'text:ива'` are letters typed one by one. */
export const keysOf = (names: readonly string[]): Key[] =>
  names.flatMap((name): Key[] =>
    name.startsWith('text:')
      ? [...name.slice('text:'.length)].map(
          (text): Key => (text === ' ' ? { name: 'space' } : { name: 'text', text }),
        )
      : [{ name: name as Exclude<Key['name'], 'text'> }],
  );

export type Played = { state: Wizard; effects: Effect[] };

export const press = (state: Wizard, ...names: string[]): Played => {
  const effects: Effect[] = [];
  let current = state;
  for (const key of keysOf(names)) {
    const step = after(current, { kind: 'key', key });
    current = step.state;
    if (step.effect) effects.push(step.effect);
  }
  return { state: current, effects };
};

export const answered = (state: Wizard, answer: Answer): Wizard => after(state, answer).state;

/** Steps down to that line of the criteria, and chooses it. */
export const choose = (state: Wizard, row: Row): Wizard => {
  let current: Wizard = {
    ...state,
    tab: 'criteria',
    criteria: { ...state.criteria, at: 'type missed' },
  };
  for (let steps = 0; current.criteria.at !== row && steps < 1000; steps += 1)
    current = press(current, 'down').state;
  return press(current, 'space').state;
};

export const view = (columns = 80, rows = 24, language: Language = 'ru'): View => ({
  texts: wizardTexts(language),
  words: wordsIn(language),
  language,
  address: 'https://pbx.firm.ru',
  columns,
  rows,
  colour: terminalOf({ ...process, env: { NO_COLOR: '1' } }, language).colour,
});
