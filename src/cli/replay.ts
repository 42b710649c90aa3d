/** The calls of a PBX, judged again by its own rules or by those that a file proposes. */
import { eachPage, everyItem } from '../client/pages.ts';
import type { KeptCall } from '../contract/calls.ts';
import type { Pbx } from '../contract/pbx.ts';
import { formatInstant, parseInstant } from '../domain/instant.ts';
import { type PastCall, type Present, type Replayed, replay } from '../domain/replay.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { proposedRules } from './proposed-rules.ts';
import { finderOf, type People, rulesAtOnce } from './rules-of-pbx.ts';
import type { RulesText } from './rules-plan.ts';

export type Judging = {
  present: Present;
  /** Where in the file his rules stand, in their order; null for rules of the PBX. */
  linesOf: (subscriber: Subscriber) => readonly number[] | null;
};

type RulesBySubscriber = Pick<Present, 'rulesOf'> & Pick<Judging, 'linesOf'>;

/** Whoever is not named in the file keeps the rules that he has. */
const rulesBy = async (
  pbx: Pbx,
  people: People,
  file: RulesText | null,
): Promise<RulesBySubscriber> => {
  const proposed = file ? await proposedRules(file, people) : [];
  const ofFile = new Map(proposed.map(({ subscriber, rules }) => [subscriber.id, rules]));
  const { rules: all } = await rulesAtOnce(pbx);
  const ofPbx = Map.groupBy(all, ({ subscriber }) => subscriber.id);
  return {
    rulesOf: (subscriber) =>
      ofFile.get(subscriber.id)?.map((rule) => ({ ...rule, id: null, subscriber })) ??
      ofPbx.get(subscriber.id) ??
      [],
    linesOf: ({ id }) => ofFile.get(id)?.map(({ line }) => line) ?? null,
  };
};

/** Each by the exact numbers that reach him. */
const byNumber = (subscribers: readonly Subscriber[]): Map<string, Subscriber> => {
  const numbered = new Map<string, Subscriber>();
  for (const subscriber of subscribers) {
    for (const number of [subscriber.extension, subscriber.number])
      if (number !== null) numbered.set(number, subscriber);
  }
  return numbered;
};

/**
 * Everything that calls are judged by, asked for once.
 * @param file the rules that are proposed; null for those of the PBX
 */
export const judgingBy = async (pbx: Pbx, file: RulesText | null): Promise<Judging> => {
  const people = await finderOf(pbx);
  const { linesOf, ...rules } = await rulesBy(pbx, people, file);
  const numbered = byNumber(people.subscribers);
  const vips = await everyItem((page) => pbx('listContacts', { query: { ...page, vip: true } }));
  const vipNumbered = new Map(
    vips.flatMap((contact) => contact.numbers.map((number) => [number, contact] as const)),
  );
  const { revision: _, ...schedule } = await pbx('getSchedule', {});
  const { revision: __, ...settings } = await pbx('getSettings', {});
  const present = {
    ...rules,
    numbered: (number: string) => numbered.get(number) ?? null,
    vipNumbered: (number: string) => vipNumbered.get(number),
    schedule,
    settings,
  };
  return { present, linesOf };
};

const millisecondsOf = (instant: string): number => {
  const read = parseInstant(instant);
  return read.ok ? read.value : 0;
};

const pastCallOf = ({
  call,
  subscriber,
  receivedAt,
  verdict,
  notifications,
}: KeptCall): PastCall => ({
  call,
  subscriber,
  receivedAt: millisecondsOf(receivedAt),
  reason: verdict.reason,
  messages: notifications.flatMap(({ type, channel, status }) =>
    status === 'withdrawn' || type === 'test' ? [] : [{ type, channel }],
  ),
});

export type ReplayedCall = { kept: KeptCall; past: PastCall; replayed: Replayed };

/** The calls that began since then, in the order in which the PBX got to know of them, the newest first, page by page. */
export async function* replayCalls(
  pbx: Pbx,
  present: Present,
  since: number,
): AsyncGenerator<ReplayedCall[]> {
  const from = formatInstant(since, present.schedule.zone);
  for await (const page of eachPage((query) =>
    pbx('listCalls', { query: { ...query, since: from } }),
  )) {
    yield page.map((kept) => {
      const past = pastCallOf(kept);
      return { kept, past, replayed: replay(present, past) };
    });
  }
}
