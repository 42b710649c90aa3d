/** Making, changing and removing rules, all of it in one transaction or nothing (R2, R3, A15, A16). */
import type { Checked } from '../../contract/operation.ts';
import type { Operations } from '../../contract/pbx.ts';
import type { LocatedFault } from '../../domain/fault.ts';
import {
  canonicalContent,
  contentKey,
  type Rule,
  type RuleContent,
  type RulePatch,
} from '../../domain/rule.ts';
import { withdrawOrphans } from '../store/notifications.ts';
import {
  deleteRules,
  insertRule,
  rulesByIds,
  ruleWithContent,
  setContentsAside,
  updateRule,
} from '../store/rules.ts';
import { bumpRulesRevision, readSchedule, readSettings, rulesRevision } from '../store/singles.ts';
import { accepted, type Context, type Handler, refuse, refuseAny, refuseStale } from './context.ts';
import { whoFinder } from './who.ts';

type Batch = Checked<Operations['batchRules']>['body'];
type Draft = Batch['create'][number];
type Named = { id: number; revision?: number | undefined };

/** One rule that shall be there, once its address is found and its content canonical. */
type Wanted = { subscriberId: number; content: RuleContent };

const MOST_FAULTS = 1000;

const wantedBy = (
  { db }: Context,
  drafts: readonly Draft[],
  path: (index: number) => (string | number)[],
): Wanted[] => {
  const find = whoFinder(db);
  const { region } = readSettings(db).value;
  const faults: LocatedFault[] = [];
  const wanted = drafts.flatMap(({ subscribers, ...draft }, index) => {
    const content = accepted(canonicalContent(draft, region), path(index));
    return subscribers.flatMap((who, place) => {
      const found = find(who);
      if (found.ok) return [{ subscriberId: found.value.id, content }];
      if (faults.length < MOST_FAULTS)
        faults.push({ path: [...path(index), 'subscribers', place], fault: found.fault });
      return [];
    });
  });
  refuseAny(faults);
  return wanted;
};

/** The rules that a change names, each once, there, and at the revision that was seen (A16). */
const namedRules = (
  context: Context,
  named: readonly Named[],
  part: 'update' | 'remove',
  zone: string,
): Rule[] => {
  const rules = new Map(
    rulesByIds(
      context.db,
      named.map(({ id }) => id),
      zone,
    ).map((rule) => [rule.id, rule]),
  );
  const seen = new Set<number>();
  const found: Rule[] = [];
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
    } else found.push(rule);
    seen.add(id);
  }
  refuseAny(faults);
  return found;
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

const updatesOf = ({ db }: Context, patches: Batch['update'], rules: readonly Rule[]): Update[] => {
  const { region } = readSettings(db).value;
  return rules.map((rule, index) => {
    const path = ['update', index];
    return {
      rule,
      content: accepted(canonicalContent(patched(rule, patches[index] ?? {}), region), path),
      path,
    };
  });
};

/** Contents are set aside first: two rules may exchange theirs, but none may become equal to another (A15). */
const editRules = (
  { db, audit, now }: Context,
  updates: readonly Update[],
  zone: string,
): Rule[] => {
  if (updates.length === 0) return [];
  const before = new Map(updates.map(({ rule }) => [rule.id, rule]));
  setContentsAside(db, [...before.keys()]);
  for (const { rule, content, path } of updates) {
    const equal = ruleWithContent(db, rule.subscriber.id, content);
    if (equal !== null) refuse([{ path, fault: { code: 'rule-equal', id: equal } }]);
    updateRule(db, rule.id, content, now);
  }
  const edited = rulesByIds(db, [...before.keys()], zone);
  for (const rule of edited) {
    audit({
      action: 'update',
      resource: 'rule',
      id: rule.id,
      before: before.get(rule.id),
      after: rule,
    });
  }
  bumpRulesRevision(db);
  return edited;
};

/** What the subscriber has already stays as it is and is told as such (A15). */
const makeRules = ({ db, audit, now }: Context, wanted: readonly Wanted[], zone: string) => {
  const made = new Set<number>();
  const there = new Set<number>();
  for (const { subscriberId, content } of wanted) {
    const equal = ruleWithContent(db, subscriberId, content);
    if (equal === null) made.add(insertRule(db, subscriberId, content, now));
    else if (!made.has(equal)) there.add(equal);
  }
  const created = rulesByIds(db, [...made], zone);
  for (const rule of created)
    audit({ action: 'create', resource: 'rule', id: rule.id, before: null, after: rule });
  if (created.length > 0) bumpRulesRevision(db);
  return { created, unchanged: rulesByIds(db, [...there], zone) };
};

export const createRules: Handler<'createRules'> = (context, { body }) =>
  makeRules(
    context,
    wantedBy(context, [body], () => []),
    readSchedule(context.db).value.zone,
  );

export const batchRules: Handler<'batchRules'> = (context, { body, ifMatch }) => {
  const { db } = context;
  refuseStale(ifMatch, rulesRevision(db));
  const { zone } = readSchedule(db).value;
  const removed = namedRules(context, body.remove, 'remove', zone);
  const updates = updatesOf(context, body.update, namedRules(context, body.update, 'update', zone));
  const wanted = wantedBy(context, body.create, (index) => ['create', index]);
  const isChange = ({ rule, content }: Update): boolean => contentKey(rule) !== contentKey(content);
  removeRules(context, removed);
  const updated = editRules(context, updates.filter(isChange), zone);
  const { created, unchanged } = makeRules(context, wanted, zone);
  const same = updates.filter((update) => !isChange(update)).map(({ rule }) => rule);
  return {
    created,
    updated,
    unchanged: [...same, ...unchanged],
    removed,
    revision: rulesRevision(db),
  };
};
