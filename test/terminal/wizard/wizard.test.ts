import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../src/terminal/wizard/key.ts';
import {
  adding,
  after,
  begun,
  changeOf,
  editing,
  type Wizard,
} from '../../../src/terminal/wizard/wizard.ts';
import { forAll } from '../../domain/arbitraries.ts';
import { answered, choose, keysOf, person, press, ruleOf } from '../../support/wizard.ts';

const people = (...ids: number[]) => ({
  kind: 'people' as const,
  people: ids.map((id) => person(id)),
  hasMore: false,
});

/** The wizard with three people found. */
const opened = () => {
  const { state } = begun(adding('RU'));
  return answered(state, { kind: 'found', asked: state.addresses.asked, found: people(1, 2, 3) });
};

const unreachable = { code: 'pbx-refused', address: 'http://127.0.0.1:1' } as const;

describe('the addresses', () => {
  test('are asked for with every letter, and an answer that comes late never overwrites a newer one', () => {
    const { state, effects } = press(opened(), 'text:ива');
    expect(effects.map((effect) => effect.kind === 'search' && effect.text)).toEqual([
      'и',
      'ив',
      'ива',
    ]);
    const last = state.addresses.asked;
    const newer = answered(state, { kind: 'found', asked: last, found: people(7) });
    const late = answered(newer, { kind: 'found', asked: last - 1, found: people(8) });
    expect(late.addresses.found).toEqual(people(7));
  });

  test('the cursor in the text asks nothing', () => {
    const { state } = press(opened(), 'text:ива');
    expect(press(state, 'left', 'home', 'right', 'end').effects).toEqual([]);
  });

  test('several are added, each once, and taken away again', () => {
    const { state } = press(opened(), 'enter', 'enter');
    expect(state.addresses.chosen.map(({ id }) => id)).toEqual([1, 2]);
    const again = answered(state, {
      kind: 'found',
      asked: state.addresses.asked,
      found: people(1, 2, 3),
    });
    expect(press(again, 'enter').state.addresses.chosen.map(({ id }) => id)).toEqual([1, 2, 3]);
    const less = press(again, 'down', 'enter').state;
    expect(less.addresses.chosen.map(({ id }) => id)).toEqual([2]);
  });

  test('nobody who is chosen is taken away by one Enter too many', () => {
    const { state } = press(opened(), 'enter', 'enter', 'enter', 'enter', 'enter');
    expect(state.addresses.chosen).toHaveLength(3);
  });

  const answeredWith = (state: Wizard, ...ids: number[]) =>
    answered(state, { kind: 'found', asked: state.addresses.asked, found: people(...ids) });

  test('nobody is added who was found for what was typed before', () => {
    const { state } = press(opened(), 'text:а', 'enter');
    expect(state.addresses.chosen).toEqual([]);
    const found = answeredWith(state, 7, 8);
    expect(found.addresses.chosen).toEqual([]);
    expect(press(found, 'enter').state.addresses.chosen).toEqual([person(7)]);
  });

  test('an Enter that was faster than the answer adds whoever is found alone', () => {
    const { state } = press(opened(), 'text:а', 'enter');
    const found = answeredWith(state, 7);
    expect(found.addresses.chosen).toEqual([person(7)]);
    expect(press(found, 'text:б').state.addresses.search.text).toBe('б');
  });

  test.each(['text:б', 'left', 'down'])('unless %s was pressed after it', (key) => {
    const { state } = press(opened(), 'text:а', 'enter', key);
    expect(answeredWith(state, 7).addresses.chosen).toEqual([]);
  });

  test('after somebody was added the next letter begins another search', () => {
    const searched = press(opened(), 'text:ив').state;
    const found = answered(searched, {
      kind: 'found',
      asked: searched.addresses.asked,
      found: people(1, 2),
    });
    const added = press(found, 'enter').state;
    expect(press(added, 'text:пе').state.addresses.search.text).toBe('пе');
    expect(press(added, 'backspace', 'text:а').state.addresses.search.text).toBe('иа');
  });

  test('a search that failed is told, and asked again by Ctrl-R', () => {
    const faults = [{ path: [], fault: unreachable }];
    const state = opened();
    const failed = answered(state, {
      kind: 'found',
      asked: state.addresses.asked,
      found: { kind: 'failed', faults },
    });
    expect(press(failed, 'retry').effects).toMatchObject([{ kind: 'search', text: '' }]);
  });

  test('cannot be changed while rules are edited', () => {
    const state = press(editing('RU', [ruleOf(1)]), 'tab').state;
    const { state: typed, effects } = press(state, 'text:ива', 'enter');
    expect(effects).toEqual([]);
    expect(typed).toEqual(state);
  });
});

describe('the criteria', () => {
  const change = (state: ReturnType<typeof opened>) => changeOf(press(state, 'enter').state);

  test('are those of the page by default (R4 to R6)', () => {
    expect(change(opened())).toEqual({
      kind: 'create',
      subscribers: [1],
      content: { types: ['missed'], time: { kind: 'all' }, callers: { kind: 'all' } },
    });
  });

  test('a number that is still in its field counts', () => {
    const state = press(choose(opened(), 'callers listed'), 'text:8 916 123-45-67').state;
    const { state: saving, effects } = press(
      { ...press({ ...state, tab: 'addresses' }, 'enter').state, tab: 'criteria' },
      'save',
    );
    expect(saving.stage.kind).toBe('checking');
    expect(effects).toMatchObject([
      {
        kind: 'check',
        change: { content: { callers: { kind: 'listed', numbers: ['+79161234567'] } } },
      },
    ]);
  });

  test('without missed calls the other blocks are skipped and say nothing, but keep what was entered (R7)', () => {
    let state = press(choose(opened(), 'time period'), 'text:сб').state;
    state = choose(choose(state, 'type voicemail'), 'type missed');
    expect(press(state, 'down', 'down', 'down', 'down').state.criteria.at).toBe('type voicemail');
    const there = { ...state, tab: 'addresses' as const };
    expect(change(there)).toMatchObject({
      content: { types: ['voicemail'], time: { kind: 'all' } },
    });
    expect(change({ ...choose(state, 'type missed'), tab: 'addresses' })).toMatchObject({
      content: { time: { kind: 'period', days: ['sat'] } },
    });
  });

  test.each([
    ['nobody chosen', () => opened(), { tab: 'addresses' }],
    [
      'no type',
      () => choose(press(opened(), 'enter').state, 'type missed'),
      { tab: 'criteria', row: 'type missed' },
    ],
    [
      'an empty period',
      () => choose(press(opened(), 'enter').state, 'time period'),
      { tab: 'criteria', row: 'period' },
    ],
    [
      'no number',
      () => choose(press(opened(), 'enter').state, 'callers listed'),
      { tab: 'criteria', row: 'number' },
    ],
  ])('with %s one is led to the very place', (_, state, complaint) => {
    const { state: told, effects } = press(state(), 'save');
    expect(effects).toEqual([]);
    expect(told.stage).toMatchObject({ kind: 'form', complaint });
    expect(told.tab).toBe(complaint.tab);
  });
});

describe('several rules edited at once', () => {
  const two = [
    ruleOf(1, { time: { kind: 'working' } }),
    ruleOf(2, { types: ['missed', 'voicemail'], callers: { kind: 'vip' } }),
  ];

  test('what differs is left as it is unless it is touched', () => {
    const state = editing('RU', two);
    expect(changeOf(state)).toEqual({ kind: 'update', rules: two, patch: {} });
    expect(changeOf(choose(state, 'callers all'))).toMatchObject({
      patch: { callers: { kind: 'all' } },
    });
  });

  test('what they share is filled in', () => {
    const shared = {
      time: {
        kind: 'period' as const,
        days: ['sat' as const],
        intervals: null,
        firstDate: null,
        lastDate: null,
      },
    };
    const { criteria } = editing('RU', [ruleOf(1, shared), ruleOf(2, shared)]);
    expect(criteria).toMatchObject({
      types: ['missed'],
      time: 'period',
      period: { text: 'sat' },
      callers: 'all',
    });
  });

  test('changed meanwhile: read anew, and shown again before anything is saved (A16)', () => {
    const faults = [{ path: [], fault: { code: 'revision-stale', seen: 1, current: 2 } as const }];
    const checking = press(choose(editing('RU', two), 'time all'), 'save').state;
    const trouble = answered(checking, { kind: 'refused', ticket: checking.ticket, faults });
    const { state, effects } = press(trouble, 'enter');
    expect(effects).toEqual([{ kind: 'reload', ticket: state.ticket }]);
    const now = two.map((rule) => ({ ...rule, revision: 2 }));
    const { effect } = after(state, { kind: 'reloaded', ticket: state.ticket, rules: now });
    expect(effect).toMatchObject({ kind: 'check', change: { rules: now } });
  });
});

test('what is shown before saving is what was entered last, however late the answers come', () => {
  const first = press(press(opened(), 'enter').state, 'save').state;
  const second = press(press(first, 'escape').state, 'enter', 'save').state;
  const outcome = { changed: [ruleOf(1)], unchanged: [] };
  const late = answered(second, { kind: 'checked', ticket: first.ticket, outcome });
  expect(late.stage.kind).toBe('checking');
  const shown = answered(late, { kind: 'checked', ticket: second.ticket, outcome });
  expect(shown.stage.kind).toBe('preview');
});

describe('what comes of any keys', () => {
  const NAMES = [
    'up',
    'down',
    'left',
    'right',
    'home',
    'end',
    'page-up',
    'page-down',
    'enter',
    'space',
    'backspace',
    'delete',
    'tab',
    'back-tab',
    'save',
    'retry',
    'escape',
    'clear',
    'delete-word',
  ];
  const input = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...NAMES).map((name) => keysOf([name])) },
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 3 })
      .map((text) => keysOf([`text:${text}`])),
  );

  test('nothing is saved without having been shown, and nothing throws', () => {
    forAll(
      fc.property(fc.array(input, { maxLength: 60 }), (pressed) => {
        let state = opened();
        for (const key of pressed.flat()) {
          const wasShown = state.stage.kind === 'preview' || state.stage.kind === 'trouble';
          const step = after(state, { kind: 'key', key });
          if (step.effect?.kind === 'save') expect(wasShown).toBe(true);
          state = step.state;
          if (step.effect?.kind === 'check')
            state = answered(state, {
              kind: 'checked',
              ticket: state.ticket,
              outcome: { changed: [ruleOf(1)], unchanged: [] },
            });
          const { search } = state.addresses;
          expect(search.at).toBeLessThanOrEqual(search.text.length);
        }
      }),
    );
  });
});

test.each([
  [{ name: 's', ctrl: true }, { name: 'save' }],
  [{ name: 'tab', shift: true }, { name: 'back-tab' }],
  [{ name: 'enter', sequence: '\n' }, { name: 'enter' }],
  [{ sequence: 'ж' }, { name: 'text', text: 'ж' }],
  [
    { name: 'a', sequence: 'a' },
    { name: 'text', text: 'a' },
  ],
  [{ name: 'x', ctrl: true, sequence: '\u0018' }, null],
  [{ name: 'f1', sequence: '\u001bOP' }, null],
  [{ name: 'b', meta: true, sequence: '\u001bb' }, null],
])('a keypress %j', (keypress, key) => {
  expect(keyOf(keypress)).toEqual(key);
});
