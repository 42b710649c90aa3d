/** A saved plan on the PBX that it was made for. */
import { everyItem } from '../client/pages.ts';
import type { Pbx } from '../contract/pbx.ts';
import { problem } from '../contract/problem.ts';
import type { SubscriberPlan } from '../provisioning/plan.ts';

/** A plan names subscribers by their ids: on another PBX those are other people. */
export const refuseOtherSubscribers = async (
  pbx: Pbx,
  plans: readonly SubscriberPlan[],
): Promise<void> => {
  const now = await everyItem((paging) => pbx('listSubscribers', { query: paging }));
  const byId = new Map(now.map((subscriber) => [subscriber.id, subscriber]));
  const other = plans.find(({ subscriber }) => {
    const there = byId.get(subscriber.id);
    return there?.extension !== subscriber.extension || there.number !== subscriber.number;
  });
  if (!other) return;
  const { id, name } = other.subscriber;
  throw problem('stale', { code: 'subscriber-stale', id, name });
};
