// Export, plan and apply together, on a real PBX: what one writes the other takes back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finderOf, rulesAtOnce } from '../../src/cli/rules-of-pbx.ts';
import type { Pbx } from '../../src/contract/pbx.ts';
import { writeCallers, writeTime } from '../../src/domain/criteria-text.ts';
import { canonicalContent, contentKey, type RuleContent } from '../../src/domain/rule.ts';
import { exportRules } from '../../src/provisioning/export.ts';
import {
  countPlan,
  isEmptyPlan,
  planRules,
  type SubscriberPlan,
} from '../../src/provisioning/plan.ts';
import { batchOf } from '../../src/provisioning/rules-batch.ts';
import { RULE_FORMATS, type RuleFormat } from '../../src/provisioning/rules-in-file.ts';
import { readWantedRules } from '../../src/provisioning/wanted-rules.ts';
import { tidyPeriod } from '../domain/arbitraries.ts';
import { emptyPbx } from '../support/pbx.ts';
import { valueIn } from './faults.ts';

const STAFF = [
  { name: 'Анна "Ё" Петрова', extension: '101', email: 'anna@firm.ru' },
  { name: 'Борис # Орлов: босс', number: '+79160000102' },
  { name: "=cmd|' /C calc'!A0", extension: '10103', number: '+79160000103' },
  { name: '102', extension: '104', email: 'yes@no.ru' },
];

const planOfFile = async (
  pbx: Pbx,
  text: string,
  format: RuleFormat,
  prune = false,
): Promise<SubscriberPlan[]> => {
  const { find, region } = await finderOf(pbx);
  const wanted = valueIn(await readWantedRules(text, { file: 'rules', format, region }, find));
  const { rules } = await rulesAtOnce(pbx);
  return planRules(wanted, rules, { prune });
};

const exported = async (pbx: Pbx, format: RuleFormat): Promise<string> => {
  const text = exportRules((await rulesAtOnce(pbx)).rules, format, (await finderOf(pbx)).find);
  if (!text.ok) throw new Error(text.fault.code);
  return text.value;
};

/** The rules of each subscriber by his id, as texts in order. */
const stateOf = async (pbx: Pbx): Promise<Map<number, string[]>> => {
  const { rules } = await rulesAtOnce(pbx);
  const state = new Map<number, string[]>();
  for (const rule of rules)
    state.set(
      rule.subscriber.id,
      [...(state.get(rule.subscriber.id) ?? []), contentKey(rule)].sort(),
    );
  return state;
};

const VOICE_ONLY: RuleContent = {
  types: ['voicemail'],
  time: { kind: 'all' },
  callers: { kind: 'all' },
};

/** Every sort of rule, in its canonical form. */
const content: fc.Arbitrary<RuleContent> = fc
  .record({
    types: fc.constantFrom<RuleContent['types'][]>(['missed'], ['missed', 'voicemail']),
    time: fc.oneof(
      fc.constantFrom<RuleContent['time'][]>(
        { kind: 'all' },
        { kind: 'working' },
        { kind: 'non-working' },
      ),
      tidyPeriod,
    ),
    callers: fc.oneof(
      fc.constantFrom<RuleContent['callers'][]>({ kind: 'all' }, { kind: 'vip' }),
      fc.record({
        kind: fc.constant('listed' as const),
        numbers: fc.uniqueArray(fc.constantFrom('102', '+79161234567', '+74951234567', '0101'), {
          minLength: 1,
        }),
      }),
    ),
  })
  .map((one) => {
    const canonical = canonicalContent(one, 'RU');
    return canonical.ok ? canonical.value : VOICE_ONLY;
  });

const contents = fc.uniqueArray(fc.oneof(content, fc.constant(VOICE_ONLY)), {
  maxLength: 4,
  selector: contentKey,
});

/** For each subscriber by his place, what he shall have; those that are not in it are left alone. */
type Rules = Map<number, RuleContent[]>;

const rulesOfSome = fc
  .array(fc.tuple(fc.nat(STAFF.length - 1), contents), { maxLength: 4 })
  .map((entries): Rules => new Map(entries));

const staffed = async (): Promise<Pbx> => {
  const { pbx } = emptyPbx();
  await pbx('batchSubscribers', { body: { upsert: STAFF } });
  return pbx;
};

const set = async (pbx: Pbx, rules: Rules): Promise<void> => {
  const { rules: before } = await rulesAtOnce(pbx);
  const create = [...rules].flatMap(([place, list]) =>
    list.map((content) => ({ subscribers: [place + 1], ...content })),
  );
  await pbx('batchRules', { body: { remove: before.map(({ id }) => ({ id })), create } });
};

const PARAMETERS = { numRuns: 40 };

test('apply(export(state)) is no change, in every format, and two exports are the same bytes', async () => {
  const pbx = await staffed();
  await fc.assert(
    fc.asyncProperty(rulesOfSome, fc.constantFrom(...RULE_FORMATS), async (rules, format) => {
      await set(pbx, rules);
      const text = await exported(pbx, format);
      expect(await exported(pbx, format)).toBe(text);
      expect(isEmptyPlan(countPlan(await planOfFile(pbx, text, format, true)))).toBe(true);
    }),
    PARAMETERS,
  );
});

test('an export is the same whatever the ids of the rules are', async () => {
  const pbx = await staffed();
  await fc.assert(
    fc.asyncProperty(rulesOfSome, async (rules) => {
      await set(pbx, rules);
      const text = await exported(pbx, 'yaml');
      await set(
        pbx,
        new Map([...rules].reverse().map(([place, list]) => [place, list.toReversed()])),
      );
      expect(await exported(pbx, 'yaml')).toBe(text);
    }),
    PARAMETERS,
  );
});

test('apply gives exactly the rules of the file to its subscribers, and touches no other', async () => {
  const pbx = await staffed();
  await fc.assert(
    fc.asyncProperty(rulesOfSome, rulesOfSome, async (before, after) => {
      await set(pbx, before);
      const wanted = [...after].map(([place, rules]) => ({
        subscribers: [STAFF[place]?.extension ?? STAFF[place]?.number],
        rules: rules.map(({ types, time, callers }) => ({
          types,
          time: writeTime(time),
          callers: writeCallers(callers),
        })),
      }));
      const text = JSON.stringify({ rules: wanted });
      await pbx('batchRules', { body: batchOf(await planOfFile(pbx, text, 'json')) });
      const state = await stateOf(pbx);
      for (const place of STAFF.keys()) {
        const expected = (after.get(place) ?? before.get(place) ?? []).map(contentKey).sort();
        expect(state.get(place + 1) ?? []).toEqual(expected);
      }
      // plan(apply(plan)) is empty.
      expect(isEmptyPlan(countPlan(await planOfFile(pbx, text, 'json')))).toBe(true);
    }),
    PARAMETERS,
  );
});
