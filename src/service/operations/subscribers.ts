/** Subscribers: looking, making, changing, removing, and taking a whole staff list. */

import type { LocatedFault } from '../../domain/fault.ts';
import { named } from '../../domain/find.ts';
import {
  canonicalSubscriberPatch,
  completeSubscriber,
  type Subscriber,
  type SubscriberContent,
  type SubscriberPatch,
} from '../../domain/subscriber.ts';
import { countRulesOf, rulesOfSubscriber } from '../store/rules.ts';
import { readSchedule, readSettings } from '../store/singles.ts';
import {
  deleteSubscriber as deleteFromStore,
  insertSubscriber,
  pageOfSubscribers,
  subscriberBy,
  updateSubscriber,
} from '../store/subscribers.ts';
import { removeRules } from './change-rules.ts';
import {
  accepted,
  type Context,
  type Counts,
  forEach,
  type Handler,
  pageAsked,
  pageOf,
  refuse,
  refuseAny,
  upsertRows,
} from './context.ts';
import { findWho } from './who.ts';

const KEYS = ['extension', 'number', 'email'] as const;
const NOBODY: SubscriberContent = { name: '', number: null, extension: null, email: null };

export const listSubscribers: Handler<'listSubscribers'> = ({ db }, { query }) =>
  pageOf(pageOfSubscribers(db, pageAsked(query), query), query.limit);

export const getSubscriber: Handler<'getSubscriber'> = ({ db }, { params }) => {
  const subscriber = findWho(db, params.who, ['who']);
  return { ...subscriber, rules: countRulesOf(db, subscriber.id) };
};

const patched = (content: SubscriberContent, patch: SubscriberPatch): SubscriberContent => ({
  name: patch.name ?? content.name,
  number: patch.number === undefined ? content.number : patch.number,
  extension: patch.extension === undefined ? content.extension : patch.extension,
  email: patch.email === undefined ? content.email : patch.email,
});

/** What of this belongs to somebody else already. */
const takenFaults = (
  { db }: Context,
  content: SubscriberContent,
  id: number | null,
): LocatedFault[] =>
  KEYS.flatMap((field) => {
    const value = content[field];
    const by = value === null ? null : subscriberBy(db, field, value);
    if (value === null || !by || by.id === id) return [];
    return [{ path: [field], fault: { code: 'taken', field, value, by: named(by) } }];
  });

const save = (
  context: Context,
  before: Subscriber | null,
  content: SubscriberContent,
): Subscriber => {
  const { db, audit } = context;
  refuseAny(takenFaults(context, content, before?.id ?? null));
  const after = before ? { ...before, ...content } : insertSubscriber(db, content);
  if (before) updateSubscriber(db, after);
  audit({
    action: before ? 'update' : 'create',
    resource: 'subscriber',
    id: after.id,
    before,
    after,
  });
  return after;
};

export const createSubscriber: Handler<'createSubscriber'> = (context, { body }) => {
  const { region } = readSettings(context.db).value;
  const content = patched(NOBODY, accepted(canonicalSubscriberPatch(body, region)));
  return save(context, null, accepted(completeSubscriber(content)));
};

const isSame = (subscriber: SubscriberContent, content: SubscriberContent): boolean =>
  (['name', ...KEYS] as const).every((field) => subscriber[field] === content[field]);

export const patchSubscriber: Handler<'patchSubscriber'> = (context, { params, body }) => {
  const { db } = context;
  const before = findWho(db, params.id, ['id']);
  const patch = accepted(canonicalSubscriberPatch(body, readSettings(db).value.region));
  const content = accepted(completeSubscriber(patched(before, patch)));
  return isSame(before, content) ? before : save(context, before, content);
};

/** Whom a row means, by extension, number or e-mail; one that fits two is a fault. */
const meant = (
  { db }: Context,
  patch: SubscriberPatch,
  path: (string | number)[],
): Subscriber | null => {
  const found = KEYS.flatMap((key) => {
    const value = patch[key];
    return value ? [subscriberBy(db, key, value)] : [];
  }).filter((subscriber) => subscriber !== null);
  const [first = null, ...others] = [...new Map(found.map((one) => [one.id, one])).values()];
  if (!first || others.length === 0) return first;
  return refuse([
    { path, fault: { code: 'fits-several', candidates: [first, ...others].map(named) } },
  ]);
};

const upsertAll = (context: Context, patches: readonly SubscriberPatch[]): Counts => {
  const { region } = readSettings(context.db).value;
  return upsertRows(patches, (row, path) => {
    const patch = accepted(canonicalSubscriberPatch(row, region), path);
    const before = meant(context, patch, path);
    const content = accepted(completeSubscriber(patched(before ?? NOBODY, patch)), path);
    if (before && isSame(before, content)) return { id: before.id, result: 'unchanged' };
    const { id } = save(context, before, content);
    return { id, result: before ? 'updated' : 'created' };
  });
};

/** Whoever is removed takes his rules with him, and their waiting notifications (R3); how many rules went. */
const removeAll = (context: Context, ids: readonly number[]): number => {
  const { db, audit } = context;
  const { zone } = readSchedule(db).value;
  let removedRules = 0;
  forEach(ids, (id, index) => {
    const subscriber = findWho(db, id, ['remove', index]);
    const rules = rulesOfSubscriber(db, id, zone);
    removeRules(context, rules);
    deleteFromStore(db, id);
    audit({ action: 'remove', resource: 'subscriber', id, before: subscriber, after: null });
    removedRules += rules.length;
  });
  return removedRules;
};

export const batchSubscribers: Handler<'batchSubscribers'> = (context, { body }) => {
  const removedRules = removeAll(context, body.remove);
  return { ...upsertAll(context, body.upsert), removed: body.remove, removedRules };
};

export const deleteSubscriber: Handler<'deleteSubscriber'> = (context, { params }) => {
  const subscriber = findWho(context.db, params.id, ['id']);
  removeAll(context, [subscriber.id]);
  return subscriber;
};
