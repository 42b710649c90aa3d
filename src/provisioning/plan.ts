/** What has to change so that subscribers have the rules that they shall have: a pure comparison. */
import { contentKey, type Rule, type RuleContent } from '../domain/rule.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { assign } from './assignment.ts';

const CRITERIA = ['types', 'time', 'callers'] as const;
export type RuleField = (typeof CRITERIA)[number];

/** The change of one subscriber's rules. */
export type SubscriberPlan = {
  subscriber: Subscriber;
  create: RuleContent[];
  update: { before: Rule; after: RuleContent }[];
  remove: Rule[];
  unchanged: number;
  /** All rules that he had when it was made: it holds only as long as he has these. */
  seen: { id: number; revision: number }[];
};

/** All rules that one subscriber shall have, in their canonical form, each once. */
type Wanted = { subscriber: Subscriber; rules: readonly { content: RuleContent; key: string }[] };

const sameField = (a: RuleContent, b: RuleContent, field: RuleField): boolean =>
  JSON.stringify(a[field]) === JSON.stringify(b[field]);

/** The fields in which two rules differ. */
export const changedFields = (before: RuleContent, after: RuleContent): RuleField[] =>
  CRITERIA.filter((field) => !sameField(before, after, field));

/** Beyond this much work (the smaller number² × the larger) an exact answer takes seconds. */
const MOST_WORK = 20_000_000;

const byContent = (a: RuleContent, b: RuleContent): number =>
  contentKey(a) < contentKey(b) ? -1 : 1;

type Pair = { before: Rule; after: RuleContent };

/** Each field as a text and what sort it is, made once: pairs are compared again and again. */
const fieldsOf = (contents: readonly RuleContent[]): { text: string; sort: string }[][] =>
  contents.map(({ types, time, callers }) => [
    { text: types.join(), sort: 'types' },
    { text: JSON.stringify(time), sort: time.kind },
    { text: JSON.stringify(callers), sort: callers.kind },
  ]);

/** So many times more than a change of sort counts a change: the latter only decides between plans of equal size. */
const CHANGE = 10;

/** Pairs all of the smaller side, so that the fewest fields change. */
const pairsOf = (present: readonly Rule[], wanted: readonly RuleContent[]): Pair[] => {
  const [befores, afters] = [fieldsOf(present), fieldsOf(wanted)];
  const cost = (before: number, after: number): number =>
    (befores[before] ?? []).reduce((sum, { text, sort }, place) => {
      const other = afters[after]?.[place];
      if (other?.text === text) return sum;
      return sum + CHANGE + (other?.sort === sort ? 0 : 1);
    }, 0);
  const isTurned = present.length > wanted.length;
  const chosen = isTurned
    ? assign(wanted.length, present.length, (row, column) => cost(column, row))
    : assign(present.length, wanted.length, cost);
  return chosen.flatMap((column, row): Pair[] => {
    const before = present[isTurned ? column : row];
    const after = wanted[isTurned ? row : column];
    return before && after ? [{ before, after }] : [];
  });
};

/** Where a subscriber has so many rules that exact pairs would take too long, those that say similar things are near. */
const pairsInOrder = (present: readonly Rule[], wanted: readonly RuleContent[]): Pair[] => {
  const afters = wanted.toSorted(byContent);
  return present.toSorted(byContent).flatMap((before, index): Pair[] => {
    const after = afters[index];
    return after ? [{ before, after }] : [];
  });
};

const pair = (present: readonly Rule[], wanted: readonly RuleContent[]): Pair[] => {
  const [less, more] = [present.length, wanted.length].sort((a, b) => a - b);
  if (!less || !more) return [];
  return less * less * more > MOST_WORK ? pairsInOrder(present, wanted) : pairsOf(present, wanted);
};

const byId = (a: Rule, b: Rule): number => a.id - b.id;

const planFor = ({ subscriber, rules }: Wanted, present: readonly Rule[]): SubscriberPlan => {
  const wantedKeys = new Set(rules.map(({ key }) => key));
  const presentKeys = present.map(contentKey);
  const others = present.filter((_, index) => !wantedKeys.has(presentKeys[index] ?? ''));
  const there = new Set(presentKeys);
  const missing = rules.flatMap(({ content, key }) => (there.has(key) ? [] : [content]));
  const update = pair(others, missing).sort((a, b) => byId(a.before, b.before));
  const befores = new Set(update.map(({ before }) => before));
  const afters = new Set(update.map(({ after }) => after));
  return {
    subscriber,
    create: missing.filter((content) => !afters.has(content)),
    update,
    remove: others.filter((rule) => !befores.has(rule)).sort(byId),
    unchanged: present.length - others.length,
    seen: present.map(({ id, revision }) => ({ id, revision })),
  };
};

/**
 * The plan for every subscriber that is wanted to have rules, in the order given: equal rules stay, what is left is
 * paired so that the fewest fields change, the rest is made or removed.
 * @param present all rules of the PBX
 * @param prune whether subscribers that are not among the wanted lose theirs
 */
export const planRules = (
  wanted: readonly Wanted[],
  present: readonly Rule[],
  { prune }: { prune: boolean },
): SubscriberPlan[] => {
  const byOwner = Map.groupBy(present, ({ subscriber }) => subscriber.id);
  const plans = wanted.map((one) => planFor(one, byOwner.get(one.subscriber.id) ?? []));
  if (!prune) return plans;
  for (const { subscriber } of wanted) byOwner.delete(subscriber.id);
  const pruned = [...byOwner.values()].flatMap((rules) => {
    const subscriber = rules[0]?.subscriber;
    return subscriber ? [planFor({ subscriber, rules: [] }, rules)] : [];
  });
  return [...plans, ...pruned];
};

export type PlanCounts = { create: number; update: number; remove: number; unchanged: number };

export const countPlan = (plans: readonly SubscriberPlan[]): PlanCounts => {
  const counts = { create: 0, update: 0, remove: 0, unchanged: 0 };
  for (const { create, update, remove, unchanged } of plans) {
    counts.create += create.length;
    counts.update += update.length;
    counts.remove += remove.length;
    counts.unchanged += unchanged;
  }
  return counts;
};

export const isEmptyPlan = ({ create, update, remove }: PlanCounts): boolean =>
  create + update + remove === 0;

/** Fewer rules than this may all be changed at once: a PBX that is only being set up. */
const FEWEST_GUARDED = 10;
const LARGEST_SHARE = 0.3;

/** Whether so much would change or go that it is more likely a mistake: more than 30 % of 10 or more. */
export const isTooMuch = (changed: number, all: number): boolean =>
  all >= FEWEST_GUARDED && changed > all * LARGEST_SHARE;
