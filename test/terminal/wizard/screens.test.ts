import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { displayNumber } from '../../../src/domain/phone-number.ts';
import { choiceAfter, choiceScreen, choosing } from '../../../src/terminal/wizard/choose.ts';
import { adding, after, begun, editing, type Wizard } from '../../../src/terminal/wizard/wizard.ts';
import { wizardScreen } from '../../../src/terminal/wizard/wizard-screen.ts';
import { forAll } from '../../domain/arbitraries.ts';
import {
  answered,
  choose,
  keysOf,
  LANGUAGES,
  person,
  press,
  ruleOf,
  view,
} from '../../support/wizard.ts';

const STRANGE = [
  'Константинопольская-Преображенская Александра Константиновна',
  '東京支社 営業部 田中 花子',
  'Анна 📞👩‍👩‍👧‍👦',
  'e\u0301'.repeat(40),
  'a\u001b[31mred\u0007\u202e',
];
const MANY = Array.from({ length: 60 }, (_, index) =>
  person(index + 1, {
    name: STRANGE[index % STRANGE.length] ?? '',
    ...(index % 7 === 0 && { email: null }),
  }),
);

const opened = (): Wizard => {
  const { state } = begun(adding('RU'));
  const found = { kind: 'people' as const, people: MANY.slice(0, 50), hasMore: true };
  return answered(state, { kind: 'found', asked: state.addresses.asked, found });
};

const numbers = Array.from({ length: 50 }, (_, index) => `+7916${1_000_000 + index}`);
const chosen = press(opened(), ...Array.from({ length: 30 }, () => 'enter')).state;
const withNumbers = after(
  { ...choose(chosen, 'callers listed') },
  { kind: 'paste', text: numbers.join('\n') },
).state;
const badPeriod = press(choose(chosen, 'time period'), `text:${'сб,вс '.repeat(30)}`).state;
const outcome = {
  changed: MANY.map(({ id }) =>
    ruleOf(id, { subscriber: person(id, { name: STRANGE[id % 5] ?? '' }) }),
  ),
  unchanged: [ruleOf(99)],
};
const faults = [
  { path: [], fault: { code: 'pbx-refused', address: 'https://pbx.firm.ru' } as const },
];
const checking = press(chosen, 'save').state;

const STATES: [string, Wizard][] = [
  ['the start', begun(adding('RU')).state],
  ['many found', opened()],
  ['many chosen', chosen],
  ['a long search', press(opened(), `text:${'длинное имя '.repeat(20)}`).state],
  ['the criteria', { ...chosen, tab: 'criteria' }],
  ['many numbers', withNumbers],
  ['a wrong period longer than the screen', badPeriod],
  ['leaving', press(chosen, 'escape').state],
  ['checking', checking],
  ['before saving', answered(checking, { kind: 'checked', ticket: checking.ticket, outcome })],
  ['trouble', answered(checking, { kind: 'refused', ticket: checking.ticket, faults })],
  ['editing', editing('RU', [ruleOf(1), ruleOf(2, { time: { kind: 'working' } })])],
  ['whose rules', press(editing('RU', outcome.changed), 'tab').state],
];

const SIZES = [
  [80, 24],
  [60, 20],
  [200, 60],
  [40, 12],
] as const;

describe.each(STATES)('the screen of %s', (_, state) => {
  test.each(LANGUAGES)('fits any terminal, and ends in what can be pressed (%s)', (language) => {
    for (const [columns, rows] of SIZES) {
      const drawn = wizardScreen(view(columns, rows, language), state).split('\n');
      expect(drawn.length).toBeLessThanOrEqual(rows);
      for (const line of drawn) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      expect(drawn.at(-1)).toMatch(/Esc|Ctrl-C/);
      expect(drawn.join('\n')).not.toMatch(/[^\P{C}\n\u200d]/u);
    }
  });
});

test.each(SIZES)('of %i×%i always shows where one is', (columns, rows) => {
  for (let steps = 0; steps < 65; steps += 1) {
    const state = press(
      { ...withNumbers, criteria: { ...withNumbers.criteria, at: 'type missed' } },
      ...Array.from({ length: steps }, () => 'down'),
    ).state;
    const drawn = wizardScreen(view(columns, rows), state);
    const [kind, value = ''] = state.criteria.at.split(' ');
    expect(drawn).toMatch(/^› /m);
    if (kind === 'listed') expect(drawn).toContain(`›     ${displayNumber(value)}`);
  }
});

test('a fault of the period stands under its place, wherever the cursor is', () => {
  const state = press(choose(opened(), 'time period'), 'text:сб 25:00', 'home').state;
  const lines = wizardScreen(view(), state).split('\n');
  const place = lines.findIndex((line) => line.includes('^'));
  expect(lines[place]?.indexOf('^')).toBe(lines[place - 1]?.indexOf('25:00'));
});

test('no keys make a screen that does not fit', () => {
  const NAMES = [
    'up',
    'down',
    'enter',
    'space',
    'backspace',
    'tab',
    'save',
    'escape',
    'page-down',
    'text:сб',
    'text:8916',
  ];
  forAll(
    fc.property(
      fc.array(fc.constantFrom(...NAMES), { maxLength: 40 }),
      fc.constantFrom(...SIZES),
      (names, [columns, rows]) => {
        const { state } = press(opened(), ...names);
        const drawn = wizardScreen(view(columns, rows), state).split('\n');
        expect(drawn.length).toBeLessThanOrEqual(rows);
        for (const line of drawn) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      },
    ),
    { numRuns: 60 },
  );
});

describe('the choice of rules', () => {
  const rules = outcome.changed;
  const keyed = (state: ReturnType<typeof choosing>, ...names: string[]) =>
    keysOf(names).reduce((choice, key) => choiceAfter(choice, { kind: 'key', key }).state, state);

  test('fits any terminal', () => {
    for (const [columns, rows] of SIZES) {
      const drawn = choiceScreen(
        view(columns, rows),
        keyed(choosing('edit', rules), 'page-down', 'space'),
      ).split('\n');
      expect(drawn.length).toBeLessThanOrEqual(rows);
      for (const line of drawn) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  test('keeps what is ticked while the filter hides it, and gives it in the order of the list', () => {
    const choice = keyed(
      choosing('remove', rules),
      'down',
      'space',
      'text:103',
      'space',
      'clear',
      'space',
    );
    const { effect } = choiceAfter(choice, { kind: 'key', key: { name: 'enter' } });
    expect(effect).toMatchObject({ kind: 'chosen', rules: [{ id: 1 }, { id: 2 }, { id: 3 }] });
  });

  test('finds by any part, ё or е', () => {
    const some = [ruleOf(1, { subscriber: person(1, { name: 'Пётр Орлов' }) }), ruleOf(2)];
    expect(keyed(choosing('edit', some), 'text:петр').shown.map(({ id }) => id)).toEqual([1]);
    expect(keyed(choosing('edit', some), 'text:102').shown.map(({ id }) => id)).toEqual([2]);
    expect(choiceScreen(view(), keyed(choosing('edit', some), 'text:никто'))).toContain(
      'Ни одно правило не подходит',
    );
  });
});
