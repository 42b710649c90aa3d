import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../../src/client/embedded.ts';
import { writeCallers, writeTime } from '../../../src/domain/criteria-text.ts';
import {
  CALLER_KINDS,
  type NotificationType,
  type Rule,
  TIME_KINDS,
} from '../../../src/domain/rule.ts';
import { apply } from '../../../src/terminal/wizard/perform.ts';
import { adding, begun, changeOf, type Wizard } from '../../../src/terminal/wizard/wizard.ts';
import { nationalDigits, tidyPeriod, writtenForm } from '../../domain/arbitraries.ts';
import { type Office, office } from '../../support/office.ts';
import { answered, choose, press } from '../../support/wizard.ts';

const NAMES = ['иванов', 'анна', 'сидоров'];

const written = nationalDigits.chain(writtenForm);

const choices = fc.record({
  who: fc.subarray(NAMES, { minLength: 1 }),
  types: fc.subarray<NotificationType>(['missed', 'voicemail'], { minLength: 1 }),
  time: fc.oneof(
    fc.constantFrom('all' as const, 'working' as const, 'non-working' as const),
    tidyPeriod.map(writeTime),
  ),
  callers: fc.oneof(
    fc.constantFrom('all' as const, 'vip' as const),
    fc.array(written, { minLength: 1, maxLength: 4 }),
  ),
});

type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** The keys that a person presses for these choices, played to the machine; the PBX answers its searches. */
const byWizard = async (made: Office, { who, types, time, callers }: Choices): Promise<void> => {
  const { pbx, store } = openEmbedded(made.path);
  let state: Wizard = begun(adding('RU')).state;
  for (const name of who) {
    state = press(state, 'clear', `text:${name}`).state;
    const { items } = await pbx('listSubscribers', { query: { q: name } });
    const found = { kind: 'people' as const, people: items, hasMore: false };
    state = answered(state, { kind: 'found', asked: state.addresses.asked, found });
    state = press(state, 'enter').state;
  }
  const kind = TIME_KINDS.find((one) => one === time) ?? 'period';
  state = choose(state, `time ${kind}`);
  if (kind === 'period') state = press(state, `text:${time}`).state;
  const named = CALLER_KINDS.find((one) => one === callers);
  state = choose(state, `callers ${named ?? 'listed'}`);
  for (const number of Array.isArray(callers) ? callers : [])
    state = press(state, `text:${number}`, 'enter').state;
  if (types.includes('voicemail')) state = choose(state, 'type voicemail');
  if (!types.includes('missed')) state = choose(state, 'type missed');
  const change = changeOf(state);
  if ('tab' in change) throw new Error(JSON.stringify(change));
  await apply(pbx, change, false);
  store.close();
};

/** The same by flags; what does not apply to voice messages alone cannot be given (R7). */
const byFlags = async (made: Office, { who, types, time, callers }: Choices): Promise<void> => {
  const ofMissed = types.includes('missed')
    ? `--time "${time}" --callers "${typeof callers === 'string' ? callers : callers.join(';')}"`
    : '';
  const line = `rules add --addresses ${who.join(',')} --type ${types.join(',')} ${ofMissed}`;
  expect(await made.pbxctl(line)).toMatchObject({ code: 0 });
};

const contentsOf = async (made: Office): Promise<unknown[]> => {
  const rules: Rule[] = Object((await made.pbxctl('rules list --json')).json());
  return rules.map(({ subscriber, types, time, callers }) => [
    subscriber.name,
    types,
    writeTime(time),
    writeCallers(callers),
  ]);
};

test('what the wizard makes and what the same flags make is the same', async () => {
  const [one, other] = [await office(), await office()];
  const remove = (made: Office) => made.pbxctl('rules rm 1-999999 --yes');
  await fc.assert(
    fc.asyncProperty(choices, async (chosen) => {
      await byWizard(one, chosen);
      await byFlags(other, chosen);
      const made = await contentsOf(one);
      expect(made).toHaveLength(chosen.who.length);
      expect(made).toEqual(await contentsOf(other));
      await remove(one);
      await remove(other);
    }),
    { numRuns: 60 },
  );
});
