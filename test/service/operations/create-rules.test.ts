import { describe, expect, it } from 'vitest';
import type { Input } from '../../../src/contract/operation.ts';
import type { Operations } from '../../../src/contract/pbx.ts';
import {
  ANNA,
  BORIS,
  dueFor,
  dump,
  emptyPbx,
  FYODOR,
  problemOf,
  refusal,
  report,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';

type Draft = Input<Operations['createRules']>['body'];

const create = async ({ pbx }: TestPbx, draft: Partial<Draft>) =>
  pbx('createRules', { body: { subscribers: ['101'], ...draft } });

describe('R1: nobody is notified until a rule says so', () => {
  it('a new PBX has no rules', async () => {
    const { pbx } = emptyPbx();
    expect(await pbx('listRules', {})).toEqual({ items: [], nextCursor: null, revision: 0 });
  });

  it('without a rule a missed call is kept, and nobody is told', async () => {
    const made = await staffedPbx();
    const { id, verdict } = await report(made, { voicemail: {} });
    expect(verdict).toMatchObject({ verdict: 'silent', reason: 'no-rules' });
    expect(await dueFor(made, id)).toEqual([]);
  });

  it('with a rule he is told', async () => {
    const made = await staffedPbx();
    await create(made, {});
    expect(await dueFor(made, (await report(made)).id)).toEqual(['missed email waiting']);
  });
});

describe('R2: one rule for each subscriber', () => {
  it('found by extension, number, part of the name and id', async () => {
    const made = await staffedPbx();
    const subscribers = ['101', 'орлов борис', FYODOR];
    const { created } = await create(made, { subscribers });
    expect(created.map(({ id, subscriber }) => [id, subscriber.id])).toEqual([
      [1, ANNA],
      [2, BORIS],
      [3, FYODOR],
    ]);
  });

  it('who is named by all his addresses gets one', async () => {
    const made = await staffedPbx();
    const subscribers = ['101', '8 916 000-01-01', 'ANNA@firm.ru', 'петрова', ANNA];
    const { created, unchanged } = await create(made, { subscribers });
    expect([created.length, unchanged.length]).toEqual([1, 0]);
  });

  it('from then on each lives alone', async () => {
    const made = await staffedPbx();
    const { created } = await create(made, { subscribers: [ANNA, BORIS, FYODOR] });
    await made.pbx('batchRules', {
      body: { update: [{ id: 1, types: ['voicemail'] }], remove: [{ id: 2 }] },
    });
    const { items } = await made.pbx('listRules', {});
    expect(items.map(({ id, revision, types }) => [id, revision, types])).toEqual([
      [1, 2, ['voicemail']],
      [3, 1, ['missed']],
    ]);
    expect(items[1]).toEqual(created[2]);
  });
});

describe('R8: a subscriber hears only of calls to his own number', () => {
  it('even where one request made the rules of many', async () => {
    const made = await staffedPbx();
    await create(made, { subscribers: [ANNA, BORIS] });
    const { id } = await report(made, { subscriber: '102' });
    const kept = await made.pbx('getCall', { params: { id } });
    expect(kept.subscriber?.id).toBe(BORIS);
    expect(kept.verdict.rules.map((rule) => rule.id)).toEqual([2]);
    expect(kept.notifications.map(({ rules }) => rules)).toEqual([[2]]);
  });
});

describe('R4 to R6: what a rule may say', () => {
  it('R4, R5, R6: left out, it is every missed call of everybody', async () => {
    const { created } = await create(await staffedPbx(), {});
    expect(created).toMatchObject([
      { types: ['missed'], time: { kind: 'all' }, callers: { kind: 'all' } },
    ]);
  });

  it.each<Partial<Draft>>([
    { types: ['voicemail'] },
    { types: ['missed', 'voicemail'] },
    { time: { kind: 'working' } },
    { time: { kind: 'non-working' } },
    { callers: { kind: 'vip' } },
    { callers: { kind: 'listed', numbers: ['+79161234567', '102'] } },
  ])('%j', async (draft) => {
    const { created } = await create(await staffedPbx(), draft);
    const numbers = { kind: 'listed', numbers: ['+79161234567', '102'] };
    expect(created).toMatchObject([
      draft.callers?.kind === 'listed' ? { callers: numbers } : draft,
    ]);
  });

  it('R7: five numbers, only on Saturday and Sunday, is one rule', async () => {
    const numbers = ['+79161234561', '+79161234562', '+79161234563', '+79161234564', '102'];
    const { created } = await create(await staffedPbx(), {
      time: { kind: 'period', days: ['sun', 'sat', 'sun'] },
      callers: { kind: 'listed', numbers },
    });
    expect(created).toMatchObject([
      {
        time: { days: ['sat', 'sun'], intervals: null, firstDate: null, lastDate: null },
        callers: { numbers },
      },
    ]);
  });

  it('A13: one number in all its written forms is one number', async () => {
    const numbers = ['8 (916) 123-45-67', '+7 916 123-45-67', '79161234567', '916 123-45-67'];
    const { created } = await create(await staffedPbx(), { callers: { kind: 'listed', numbers } });
    expect(created[0]?.callers).toEqual({ kind: 'listed', numbers: ['+79161234567'] });
  });
});

/** What each is refused for, below the path of the draft. */
const REFUSED: [requirement: string, draft: object, faults: string[]][] = [
  ['R4: an empty list of types', { types: [] }, ['types types-empty']],
  ['R4: a type that does not exist', { types: ['fax'] }, ['types.0 field-value']],
  ['R5: a time that does not exist', { time: { kind: 'night' } }, ['time.kind field-value']],
  ['R5: a period without anything', { time: { kind: 'period' } }, ['time period-empty']],
  [
    'A10: an interval that ends where it starts',
    { time: { kind: 'period', intervals: [{ from: '10:00', to: '10:00' }] } },
    ['time.intervals.0 period-interval-empty'],
  ],
  [
    'R6: callers without a number',
    { callers: { kind: 'listed', numbers: [] } },
    ['callers.numbers callers-empty'],
  ],
  ['R6: listed without a list', { callers: { kind: 'listed' } }, ['callers.numbers field-missing']],
  [
    'A13: what Excel makes of a number, and text',
    { callers: { kind: 'listed', numbers: ['102', '7,91612E+10', 'Ivan'] } },
    ['callers.numbers.1 number-from-excel', 'callers.numbers.2 number-unreadable'],
  ],
  [
    'R7: time and caller without `missed`',
    { types: ['voicemail'], time: { kind: 'working' }, callers: { kind: 'vip' } },
    ['time criterion-without-missed', 'callers criterion-without-missed'],
  ],
  ['an unknown field', { colour: 'red' }, ['colour field-unknown']],
  ['nobody', { subscribers: [] }, ['subscribers field-too-short']],
];

describe('R4 to R7: what is refused, with every field at fault, and nothing written', () => {
  it.each(REFUSED)('%s', async (_, draft, faults) => {
    const made = await staffedPbx();
    const before = dump(made.store);
    expect(await refusal(create(made, draft))).toEqual(['invalid', ...faults]);
    const below = faults.map((fault) => `create.0.${fault}`);
    const body = { create: [{ subscribers: ['101'], ...draft }] };
    expect(await refusal(made.pbx('batchRules', { body }))).toEqual(['invalid', ...below]);
    expect(dump(made.store)).toEqual(before);
  });

  it('the faults of a whole batch are told at once', async () => {
    const made = await staffedPbx();
    const { created } = await create(made, {});
    const before = dump(made.store);
    const batch = made.pbx('batchRules', {
      body: {
        remove: [{ id: 77 }],
        update: [
          { id: 78 },
          { id: created[0]?.id ?? 0, callers: { kind: 'listed', numbers: ['Ivan'] } },
        ],
        create: [
          { subscribers: ['101'], types: ['voicemail'], time: { kind: 'working' } },
          { subscribers: ['102', 'nobody'] },
        ],
      },
    });
    expect(await refusal(batch)).toEqual([
      'invalid',
      'remove.0 not-found',
      'update.0 not-found',
      'update.1.callers.numbers.0 number-unreadable',
      'create.0.time criterion-without-missed',
      'create.1.subscribers.1 address-unknown',
    ]);
    expect(dump(made.store)).toEqual(before);
  });
});

describe('A14: a subscriber that is not found', () => {
  it('several candidates are listed, a near miss is shown, an id is named', async () => {
    const made = await staffedPbx();
    const { type, faults } = await problemOf(
      create(made, { subscribers: ['ал', 'ПЕТРОВ', 'ёдор', 'петрава', '999', 99, ' '] }),
    );
    expect(type).toBe('invalid');
    expect(faults.map(({ path, fault }) => [path.join('.'), fault])).toMatchObject([
      ['subscribers.3', { code: 'address-unknown', nearest: [{ id: ANNA }] }],
      ['subscribers.4', { code: 'address-unknown', nearest: [] }],
      ['subscribers.5', { code: 'not-found', resource: 'subscriber', id: 99 }],
      ['subscribers.6', { code: 'address-empty' }],
    ]);
    const several = await problemOf(create(made, { subscribers: ['о'] }));
    expect(several.faults[0]?.fault).toMatchObject({
      code: 'address-ambiguous',
      candidates: [{ id: ANNA }, { id: BORIS }, { id: FYODOR }],
    });
  });

  it('only unknown addresses are `not-found`, each with its place', async () => {
    const made = await staffedPbx();
    const before = dump(made.store);
    expect(await refusal(create(made, { subscribers: ['101', 'x@firm.ru', 'y@firm.ru'] }))).toEqual(
      ['not-found', 'subscribers.1 address-unknown', 'subscribers.2 address-unknown'],
    );
    expect(dump(made.store)).toEqual(before);
  });
});
