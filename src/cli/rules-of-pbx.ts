/** All rules and all subscribers of a PBX, as a file is compared with them. */
import { everyItem } from '../client/pages.ts';
import type { Input } from '../contract/operation.ts';
import type { Operations, Pbx } from '../contract/pbx.ts';
import { problem } from '../contract/problem.ts';
import { type Finder, subscriberFinder } from '../domain/find.ts';
import { contentKey, type Rule, type RuleContent } from '../domain/rule.ts';
import type { Subscriber } from '../domain/subscriber.ts';

type Filter = Omit<NonNullable<Input<Operations['listRules']>['query']>, 'limit' | 'cursor'>;

/** Pages repeat whom and what they speak of: of a hundred thousand rules each subscriber and content is kept once. */
const sharing = (): ((rule: Rule) => Rule) => {
  const subscribers = new Map<number, Subscriber>();
  const contents = new Map<string, RuleContent>();
  return (rule) => {
    const subscriber = subscribers.get(rule.subscriber.id) ?? rule.subscriber;
    subscribers.set(subscriber.id, subscriber);
    const key = contentKey(rule);
    const content = contents.get(key) ?? rule;
    contents.set(key, content);
    const { types, time, callers } = content;
    const { id, revision, createdAt, updatedAt } = rule;
    return { id, revision, subscriber, types, time, callers, createdAt, updatedAt };
  };
};

/** Pages that somebody changes meanwhile are read again, so often. */
const MOST_TRIES = 5;

/** The rules as they are at one revision of the set, though they come in pages. */
export const rulesAtOnce = async (
  pbx: Pbx,
  filter: Filter = {},
  onPage: (rules: number) => void = () => undefined,
): Promise<{ rules: Rule[]; revision: number }> => {
  let seen: number[] = [];
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const revisions = new Set<number>();
    const shared = sharing();
    let count = 0;
    const rules = await everyItem(async (paging) => {
      const page = await pbx('listRules', { query: { ...filter, ...paging } });
      revisions.add(page.revision);
      count += page.items.length;
      onPage(count);
      return { ...page, items: page.items.map(shared) };
    });
    seen = [...revisions];
    const [revision, other] = seen;
    if (revision !== undefined && other === undefined) return { rules, revision };
  }
  const [first = 0, last = 0] = [seen[0], seen.at(-1)];
  throw problem('stale', { code: 'revision-stale', seen: first, current: last });
};

export type People = { find: Finder; region: string; subscribers: readonly Subscriber[] };

/** Finds subscribers as the PBX itself does (A14), and knows the country of its numbers. */
export const finderOf = async (pbx: Pbx): Promise<People> => {
  const { region } = await pbx('getSettings', {});
  const subscribers = await everyItem((paging) => pbx('listSubscribers', { query: paging }));
  return { find: subscriberFinder(subscribers, region), region, subscribers };
};
