/** Making, changing and removing rules, all of it in one transaction or nothing (R2, R3, A15, A16). */
import type { Checked } from '../../contract/operation.ts';
import { MOST_FAULTS, type Operations } from '../../contract/pbx.ts';
import { type LocatedFault, ok, type Result } from '../../domain/fault.ts';
import { formatInstant } from '../../domain/instant.ts';
import {
  canonicalContent,
  contentKey,
  type Rule,
  type RuleContent,
  type RulePatch,
} from '../../domain/rule.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { withdrawOrphans } from '../store/notifications.ts';
import {
  deleteRules,
  insertRule,
  revisionsOf,
  rulesByIds,
  ruleWithContent,
  setContentsAside,
  updateRule,
} from '../store/rules.ts';
import { bumpRulesRevision, readSchedule, readSettings, rulesRevision } from '../store/singles.ts';
import { subscriberById } from '../store/subscribers.ts';
import {
  below,
  type Context,
  forEach,
  type Handler,
  refuse,
  refuseAny,
  refuseStale,
} from './context.ts';
import { whoFinder } from './who.ts';

type Batch = Checked<Operations['batchRules']>['body'];
type Draft = Batch['create'][number];
type Named = { id: number; revision?: number | undefined };

/** What of a request can be done, and all that is wrong with the rest: the faults of a batch are told at once. */
type Sorted<T> = { good: T[]; faults: LocatedFault[] };

/** A content and the one text for it, which is made once for all who shall have it. */
type Keyed = { content: RuleContent; key: string };

/** One rule that shall be there, once its address is found and its content canonical. */
type Wanted = { subscriber: Subscriber } & Keyed;

/** Drafts that say the same are many: each content is made canonical once. */
const contentReader = (region: string) => {
  const known = new Map<string, Result<Keyed, LocatedFault[]>>();
  const read = (draft: RuleContent): Result<Keyed, LocatedFault[]> => {
    const content = canonicalContent(draft, region);
    return content.ok ? ok({ content: content.value, key: contentKey(content.value) }) : content;
  };
  return (draft: RuleContent): Result<Keyed, LocatedFault[]> => {
    const drafted = contentKey(draft);
    const keyed = known.get(drafted) ?? read(draft);
    known.set(drafted, keyed);
    return keyed;
  };
};

const wantedBy = (
  { db }: Context,
  drafts: readonly Draft[],
  path: (index: number) => (string | number)[],
): Sorted<Wanted> => {
  const find = whoFinder(db);
  const contentOf = contentReader(readSettings(db).value.region);
  const faults: LocatedFault[] = [];
  const good: Wanted[] = [];
  for (const [index, { subscribers, ...draft }] of drafts.entries()) {
    const content = contentOf(draft);
    if (!content.ok) faults.push(...below(path(index), content.fault));
    for (const [place, who] of subscribers.entries()) {
      const found = find(who);
      if (found.ok && content.ok) good.push({ subscriber: found.value, ...content.value });
      else if (!found.ok && faults.length < MOST_FAULTS)
        faults.push({ path: [...path(index), 'subscribers', place], fault: found.fault });
    }
  }
  return { good, faults };
};

/** Refuses unless each of these subscribers has the very rules that were seen. */
const unlessSeen = ({ db }: Context, seen: Batch['seen']): LocatedFault[] =>
  seen.flatMap(({ subscriber: id, rules }, index): LocatedFault[] => {
    const now = revisionsOf(db, id);
    const isSame =
      now.size === rules.length && rules.every((rule) => now.get(rule.id) === rule.revision);
    if (isSame) return [];
    const name = subscriberById(db, id)?.name ?? `id ${id}`;
    return [{ path: ['seen', index], fault: { code: 'rules-stale', id, name } }];
  });

type Place = { rule: Rule; index: number };

/** The rules that a change names, each once in the whole batch, there, and at the revision that was seen (A16). */
const namedRules = (
  { db }: Context,
  named: readonly Named[],
  part: 'update' | 'remove',
  zone: string,
  namedBefore: readonly Named[] = [],
): Sorted<Place> => {
  const ids = named.map(({ id }) => id);
  const rules = new Map(rulesByIds(db, ids, zone).map((rule) => [rule.id, rule]));
  const seen = new Set(namedBefore.map(({ id }) => id));
  const good: Place[] = [];
  const faults: LocatedFault[] = [];
  for (const [index, { id, revision }] of named.entries()) {
    const rule = rules.get(id);
    const path = [part, index];
    if (seen.has(id)) faults.push({ path, fault: { code: 'given-twice', id } });
    else if (!rule) faults.push({ path, fault: { code: 'not-found', resource: 'rule', id } });
    else if (revision !== undefined && revision !== rule.revision) {
      faults.push({
        path,
        fault: { code: 'revision-stale', seen: revision, current: rule.revision },
      });
    } else good.push({ rule, index });
    seen.add(id);
  }
  return { good, faults };
};

/** Removed rules take their waiting notifications with them (R3). */
export const removeRules = ({ db, audit }: Context, rules: readonly Rule[]): void => {
  if (rules.length === 0) return;
  const ids = rules.map(({ id }) => id);
  deleteRules(db, ids);
  withdrawOrphans(db, ids);
  for (const rule of rules)
    audit({ action: 'remove', resource: 'rule', id: rule.id, before: rule, after: null });
  bumpRulesRevision(db);
};

const patched = (rule: Rule, { types, time, callers }: RulePatch): RuleContent => ({
  types: types ?? rule.types,
  time: time ?? rule.time,
  callers: callers ?? rule.callers,
});

type Update = { rule: Rule; content: RuleContent; path: (string | number)[] };

const updatesOf = (
  { db }: Context,
  patches: readonly RulePatch[],
  places: readonly Place[],
): Sorted<Update> => {
  const { region } = readSettings(db).value;
  const faults: LocatedFault[] = [];
  const good = places.flatMap(({ rule, index }) => {
    const path = ['update', index];
    const content = canonicalContent(patched(rule, patches[index] ?? {}), region);
    if (content.ok) return [{ rule, content: content.value, path }];
    faults.push(...below(path, content.fault));
    return [];
  });
  return { good, faults };
};

/** Contents are set aside first: two rules may exchange theirs, but none may become equal to another (A15). */
const editRules = (
  { db, audit, now }: Context,
  updates: readonly Update[],
  zone: string,
): Rule[] => {
  if (updates.length === 0) return [];
  setContentsAside(
    db,
    updates.map(({ rule }) => rule.id),
  );
  const updatedAt = formatInstant(now, zone);
  const edited: Rule[] = [];
  forEach(updates, ({ rule, content, path }) => {
    const key = contentKey(content);
    const equal = ruleWithContent(db, rule.subscriber.id, key);
    if (equal !== null) refuse([{ path, fault: { code: 'rule-equal', id: equal } }]);
    updateRule(db, rule.id, content, key, now);
    const after = { ...rule, ...content, revision: rule.revision + 1, updatedAt };
    audit({ action: 'update', resource: 'rule', id: rule.id, before: rule, after });
    edited.push(after);
  });
  bumpRulesRevision(db);
  return edited.sort((a, b) => a.id - b.id);
};

type Made = { created: Rule[]; createdCount: number; unchanged: Rule[] };

/**
 * What the subscriber has already stays as it is and is told as such (A15).
 * @param brief whether the new rules are only counted: a hundred thousand need not be kept for nobody
 */
const makeRules = (
  { db, audit, now }: Context,
  wanted: readonly Wanted[],
  { zone, brief }: { zone: string; brief: boolean },
): Made => {
  const at = formatInstant(now, zone);
  const made = new Set<number>();
  const there = new Set<number>();
  const created: Rule[] = [];
  for (const { subscriber, content, key } of wanted) {
    const equal = ruleWithContent(db, subscriber.id, key);
    if (equal !== null) there.add(equal);
    else {
      const id = insertRule(db, subscriber.id, content, key, now);
      const rule = { id, revision: 1, subscriber, ...content, createdAt: at, updatedAt: at };
      audit({ action: 'create', resource: 'rule', id, before: null, after: rule });
      made.add(id);
      if (!brief) created.push(rule);
    }
  }
  if (made.size > 0) bumpRulesRevision(db);
  const before = [...there].filter((id) => !made.has(id));
  return { created, createdCount: made.size, unchanged: rulesByIds(db, before, zone) };
};

export const createRules: Handler<'createRules'> = (context, { body }) => {
  const wanted = wantedBy(context, [body], () => []);
  refuseAny(wanted.faults);
  const { zone } = readSchedule(context.db).value;
  const { created, unchanged } = makeRules(context, wanted.good, { zone, brief: false });
  return { created, unchanged };
};

const isChange = ({ rule, content }: Update): boolean => contentKey(rule) !== contentKey(content);

/** What of the batch can be done; a fault anywhere in it refuses all of it. */
const accept = (context: Context, body: Batch, zone: string) => {
  const stale = unlessSeen(context, body.seen);
  const toRemove = namedRules(context, body.remove, 'remove', zone);
  const toUpdate = namedRules(context, body.update, 'update', zone, body.remove);
  const updates = updatesOf(context, body.update, toUpdate.good);
  const wanted = wantedBy(context, body.create, (index) => ['create', index]);
  // What was thought out for other rules has faults that only follow from that.
  refuseAny(stale);
  refuseAny([toRemove, toUpdate, updates, wanted].flatMap(({ faults }) => faults));
  return { toRemove: toRemove.good, updates: updates.good, wanted: wanted.good };
};

export const batchRules: Handler<'batchRules'> = (context, { query, body, ifMatch }) => {
  const { db } = context;
  refuseStale(ifMatch, rulesRevision(db));
  const { zone } = readSchedule(db).value;
  const { toRemove, updates, wanted } = accept(context, body, zone);
  const removed = toRemove.map(({ rule }) => rule);
  removeRules(context, removed);
  const updated = editRules(context, updates.filter(isChange), zone);
  const made = makeRules(context, wanted, { zone, brief: query.brief });
  const same = updates.filter((update) => !isChange(update)).map(({ rule }) => rule);
  const unchanged = [...same, ...made.unchanged];
  const lists = { created: made.created, updated, unchanged, removed };
  return {
    ...(query.brief ? NO_LISTS : lists),
    counts: {
      created: made.createdCount,
      updated: updated.length,
      unchanged: unchanged.length,
      removed: removed.length,
    },
    revision: rulesRevision(db),
  };
};

const NO_LISTS = { created: [], updated: [], unchanged: [], removed: [] };

/** Paths of faults are those of a request about one rule, not of a batch. */
const ofOneRule = (faults: readonly LocatedFault[]): LocatedFault[] =>
  faults.map(({ path, fault }) => ({ path: path.slice(2), fault }));

export const patchRule: Handler<'patchRule'> = (context, { params, body, ifMatch }) => {
  const { zone } = readSchedule(context.db).value;
  const named = namedRules(context, [{ id: params.id, revision: ifMatch }], 'update', zone);
  const { good, faults } = updatesOf(context, [body], named.good);
  refuseAny(ofOneRule([...named.faults, ...faults]));
  const changed = good.filter(({ rule, content }) => contentKey(rule) !== contentKey(content));
  const own = changed.map((update) => ({ ...update, path: [] }));
  const [rule = named.good[0]?.rule] = editRules(context, own, zone);
  if (!rule) throw new Error(`rule ${params.id} was there and is not`);
  return rule;
};

export const deleteRule: Handler<'deleteRule'> = (context, { params, ifMatch }) => {
  const { zone } = readSchedule(context.db).value;
  const named = namedRules(context, [{ id: params.id, revision: ifMatch }], 'remove', zone);
  refuseAny(ofOneRule(named.faults));
  const [place] = named.good;
  if (!place) throw new Error(`rule ${params.id} was there and is not`);
  removeRules(context, [place.rule]);
  return place.rule;
};
