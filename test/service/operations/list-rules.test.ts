import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Input } from '../../../src/contract/operation.ts';
import type { Operations } from '../../../src/contract/pbx.ts';
import { ANNA, BORIS, FYODOR, refusal, staffedPbx, type TestPbx } from '../../support/pbx.ts';

type Query = NonNullable<Input<Operations['listRules']>['query']>;
type Page = Answer<Operations['listRules']>;

const list = ({ pbx }: TestPbx, query: Query = {}): Promise<Page> => pbx('listRules', { query });
const ids = ({ items }: { items: readonly { id: number }[] }): number[] =>
  items.map(({ id }) => id);

/** 1 Анна: all; 2 Анна: working, two listed; 3 Борис: VIP, voicemail too; 4 Фёдор: a period, one listed; 5 Фёдор: voicemail. */
const variedPbx = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  await made.pbx('batchRules', {
    body: {
      create: [
        { subscribers: [ANNA] },
        {
          subscribers: [ANNA],
          time: { kind: 'working' },
          callers: { kind: 'listed', numbers: ['+79161234567', '104'] },
        },
        { subscribers: [BORIS], types: ['missed', 'voicemail'], callers: { kind: 'vip' } },
        {
          subscribers: [FYODOR],
          time: { kind: 'period', days: ['sat'] },
          callers: { kind: 'listed', numbers: ['+79161234568'] },
        },
        { subscribers: [FYODOR], types: ['voicemail'] },
      ],
    },
  });
  return made;
};

describe('the list of rules', () => {
  it.each<[Query, number[]]>([
    [{}, [1, 2, 3, 4, 5]],
    [{ type: 'missed' }, [1, 2, 3, 4]],
    [{ type: 'voicemail' }, [3, 5]],
    [{ time: 'all' }, [1, 3, 5]],
    [{ time: 'working' }, [2]],
    [{ time: 'non-working' }, []],
    [{ time: 'period' }, [4]],
    [{ callers: 'all' }, [1, 5]],
    [{ callers: 'vip' }, [3]],
    [{ callers: 'listed' }, [2, 4]],
    [{ callers: '8 (916) 123-45-67' }, [2]],
    [{ callers: '104' }, [2]],
    [{ callers: '+79161234569' }, []],
    [{ subscriber: '101' }, [1, 2]],
    [{ subscriber: '102' }, [3]],
    [{ subscriber: 'алехин' }, [4, 5]],
    [{ q: 'АЛЁХИН' }, [4, 5]],
    [{ q: 'ал' }, [4, 5]],
    [{ q: 'федор' }, [4, 5]],
    [{ q: 'орлов борис' }, [3]],
    [{ q: 'boris@FIRM' }, [3]],
    [{ q: '10' }, [1, 2, 3, 4, 5]],
    [{ q: '0000101' }, [1, 2]],
    [{ q: '' }, [1, 2, 3, 4, 5]],
    [{ q: '%' }, []],
    [{ ids: '2' }, [2]],
    [{ ids: '4-9,1' }, [1, 4, 5]],
    [{ ids: '2-3,3,2-4' }, [2, 3, 4]],
    [{ ids: '5-4,77' }, []],
    [{ ids: '1-5', type: 'missed', callers: 'listed', q: 'анна' }, [2]],
  ])('%j gives %j', async (query, expected) => {
    expect(ids(await list(await variedPbx(), query))).toEqual(expected);
  });

  it('finds a rule by what it says since it was edited', async () => {
    const made = await variedPbx();
    await made.pbx('batchRules', {
      body: {
        update: [
          { id: 1, types: ['voicemail'] },
          { id: 2, time: { kind: 'non-working' }, callers: { kind: 'vip' } },
          { id: 5, types: ['missed'], callers: { kind: 'listed', numbers: ['105'] } },
        ],
      },
    });
    const found = async (query: Query) => ids(await list(made, query));
    expect(await found({ type: 'missed' })).toEqual([2, 3, 4, 5]);
    expect(await found({ type: 'voicemail' })).toEqual([1, 3]);
    expect(await found({ time: 'working' })).toEqual([]);
    expect(await found({ time: 'non-working' })).toEqual([2]);
    expect(await found({ callers: 'vip' })).toEqual([2, 3]);
    expect(await found({ callers: '105' })).toEqual([5]);
  });

  it('takes as many ranges of ids as a script can write', async () => {
    const ranges = Array.from({ length: 2000 }, (_, index) => `${3 * index + 1}-${3 * index + 2}`);
    expect(ids(await list(await variedPbx(), { ids: ranges.join(',') }))).toEqual([1, 2, 4, 5]);
  });

  it('refuses what is no filter', async () => {
    const made = await variedPbx();
    const refused = async (query: object) => refusal(list(made, query));
    expect(await refused({ callers: 'Ivan' })).toEqual(['invalid', 'callers number-unreadable']);
    expect(await refused({ subscriber: 'nobody' })).toEqual([
      'not-found',
      'subscriber address-unknown',
    ]);
    expect(await refused({ ids: '1;2', limit: 0, cursor: 'x', time: 'night', colour: 1 })).toEqual([
      'invalid',
      'limit field-range',
      'cursor field-format',
      'ids field-format',
      'time field-value',
      'colour field-unknown',
    ]);
    expect(await refused({ limit: 1001 })).toEqual(['invalid', 'limit field-range']);
  });
});

describe('pages', () => {
  it('hold as many as were asked for, and the last says so', async () => {
    const made = await variedPbx();
    const first = await list(made, { limit: 2 });
    const second = await list(made, { limit: 2, cursor: first.nextCursor ?? '' });
    const third = await list(made, { limit: 2, cursor: second.nextCursor ?? '' });
    expect([first, second, third].map(ids)).toEqual([[1, 2], [3, 4], [5]]);
    expect(third.nextCursor).toBeNull();
    const whole = await list(made, { limit: 5 });
    expect([ids(whole).length, whole.nextCursor]).toEqual([5, null]);
  });

  it('go on with the same filter', async () => {
    const made = await variedPbx();
    const { nextCursor } = await list(made, { q: 'фёдор', limit: 1 });
    expect(ids(await list(made, { q: 'фёдор', limit: 1, cursor: nextCursor ?? '' }))).toEqual([5]);
  });

  type Step = { add: number } | { remove: number };
  const steps = fc.array(
    fc.oneof(
      fc.record({ add: fc.integer({ min: 1, max: 2 }) }),
      fc.record({ remove: fc.nat({ max: 20 }) }),
    ),
    { maxLength: 3 },
  );

  /** Rules that differ, each by a number of its own. */
  const adder = (made: TestPbx) => {
    let next = 0;
    return async (count: number): Promise<number[]> => {
      const create = Array.from({ length: count }, () => ({
        subscribers: [ANNA],
        callers: { kind: 'listed' as const, numbers: [`+7916${String(++next).padStart(7, '0')}`] },
      }));
      return ids({ items: (await made.pbx('batchRules', { body: { create } })).created });
    };
  };

  it('stay right while rules are added and removed between them', async () => {
    const made = await staffedPbx();
    const add = adder(made);
    const remove = (removed: readonly number[]) =>
      made.pbx('batchRules', { body: { remove: removed.map((id) => ({ id })) } });

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(steps, { maxLength: 4 }),
        async (count, limit, between: readonly (readonly Step[])[]) => {
          const there = new Set(await add(count));
          const always = new Set(there);
          const seen: number[] = [];
          let cursor: string | null = null;
          let turn = 0;
          do {
            const page: Page = await list(made, { limit, ...(cursor !== null && { cursor }) });
            expect(ids(page).every((id) => there.has(id))).toBe(true);
            seen.push(...ids(page));
            cursor = page.nextCursor;
            for (const step of between[turn++] ?? []) {
              const removed = 'remove' in step ? [...there][step.remove] : undefined;
              if ('add' in step) for (const id of await add(step.add)) there.add(id);
              else if (removed !== undefined) {
                await remove([removed]);
                there.delete(removed);
                always.delete(removed);
              }
            }
          } while (cursor !== null);
          await remove([...there]);
          expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
          expect([...always].filter((id) => !seen.includes(id))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
