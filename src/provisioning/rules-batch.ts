/** A plan as one request: all of it or nothing. */
import type { Input } from '../contract/operation.ts';
import type { Operations } from '../contract/pbx.ts';
import { contentKey, type RuleContent } from '../domain/rule.ts';
import { changedFields, type SubscriberPlan } from './plan.ts';

type Batch = Input<Operations['batchRules']>['body'];
type Draft = NonNullable<Batch['create']>[number];

/** What one draft may name, as the contract has it. */
const MOST_IN_DRAFT = 10_000;

/** Subscribers that get equal rules share a draft: the request is a tenth as long. */
const draftsOf = (plans: readonly SubscriberPlan[]): Draft[] => {
  const drafts: Draft[] = [];
  const open = new Map<string, Draft>();
  for (const { subscriber, create } of plans) {
    for (const content of create) {
      const key = contentKey(content);
      const draft = open.get(key);
      if (draft && draft.subscribers.length < MOST_IN_DRAFT) draft.subscribers.push(subscriber.id);
      else {
        const begun = { subscribers: [subscriber.id], ...content };
        drafts.push(begun);
        open.set(key, begun);
      }
    }
  }
  return drafts;
};

const patchOf = (before: RuleContent, after: RuleContent) =>
  Object.fromEntries(changedFields(before, after).map((field) => [field, after[field]]));

/** Every rule at the revision that was seen. */
export const batchOf = (plans: readonly SubscriberPlan[]): Batch => ({
  create: draftsOf(plans),
  update: plans.flatMap(({ update }) =>
    update.map(({ before, after }) => ({
      id: before.id,
      revision: before.revision,
      ...patchOf(before, after),
    })),
  ),
  remove: plans.flatMap(({ remove }) => remove.map(({ id, revision }) => ({ id, revision }))),
});

/** What the plan rests on: all rules that its subscribers had. */
export const seenIn = (plans: readonly SubscriberPlan[]): NonNullable<Batch['seen']> =>
  plans.map(({ subscriber, seen }) => ({ subscriber: subscriber.id, rules: seen }));
