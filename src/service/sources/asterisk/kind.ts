/** Of what kind a call was, and whose the number is that was dialled (R10, R11, A1). */
import type { CallKind } from '../../../domain/call.ts';
import { isExtension } from '../../../domain/phone-number.ts';
import type { People } from '../people.ts';
import { type Channel, endpointOf } from './tracked-call.ts';

/** What an admin may know better than the defaults. */
export type DialPlan = {
  /** Contexts in which calls come from outside. */
  outside: readonly string[];
  /** Contexts from which every call is internal, whoever makes it. */
  inside: readonly string[];
  /** Dialled numbers that are somebody's own. */
  direct: readonly string[];
  /** Dialled numbers that are the company's. */
  multichannel: readonly string[];
};

/** What a call needs besides what was heard. */
export type CallFacts = {
  /** `asterisk:office` */
  source: string;
  people: People;
  plan: DialPlan;
  /** An instant as text: `2026-11-22T14:06:16+03:00`. */
  instant: (milliseconds: number) => string;
};

const isAmong = (numbers: readonly string[], number: string): boolean =>
  numbers.some((one) => one.replace('+', '') === number.replace('+', ''));

/** Whether the number belongs to that subscriber himself. */
const isOwn = (dialled: string, subscriber: string, { people, plan }: CallFacts): boolean => {
  if (isAmong(plan.multichannel, dialled)) return false;
  if (isAmong(plan.direct, dialled) || dialled === subscriber) return true;
  const owner = people(dialled);
  return owner !== null && (owner.extension ?? owner.number) === subscriber;
};

type Origin = 'inside' | 'outside' | 'unknown';

const ownExtension = (address: string | null, people: People): string | null =>
  address !== null && isExtension(address) && people(address) ? address : null;

/** The extension of the caller, if he is a subscriber: by his number, or by the phone that he calls from. */
export const callingExtension = (
  number: string | null,
  channel: Channel,
  people: People,
): string | null => ownExtension(number, people) ?? ownExtension(endpointOf(channel.name), people);

/** Where a call begins decides, then the phone that it comes from; what a caller says of himself comes last. */
export const originOf = (
  channel: Channel,
  number: string | null,
  { people, plan }: CallFacts,
): Origin => {
  const isIn = (contexts: readonly string[]): boolean =>
    contexts.some((name) => channel.contexts.has(name));
  if (channel.firstContext !== null && plan.outside.includes(channel.firstContext)) {
    return 'outside';
  }
  if (isIn(plan.inside) || ownExtension(endpointOf(channel.name), people)) return 'inside';
  if (isIn(plan.outside)) return 'outside';
  return ownExtension(number, people) ? 'inside' : 'unknown';
};

type How = { kind: CallKind; straight?: boolean };

/**
 * R10, R11, A1. A call from inside that came by a menu, a queue or a group was not to the subscriber's own number: it
 * is told like one to a multichannel number that does not go straight.
 */
export const howItCame = (
  origin: Origin,
  dialled: string | null,
  subscriber: string,
  straight: boolean | null,
  facts: CallFacts,
): How => {
  const way = straight === null ? {} : { straight };
  const own = dialled === null ? null : isOwn(dialled, subscriber, facts);
  if (origin === 'unknown' || (origin === 'outside' && own === null)) {
    return { kind: 'unknown', ...way };
  }
  if (origin === 'outside') return { kind: own ? 'direct' : 'multichannel', ...way };
  const isAnothers = !own && dialled !== null && facts.people(dialled) !== null;
  if (own || (straight && !isAnothers)) return { kind: 'internal', ...way };
  return straight === null && !isAnothers
    ? { kind: 'unknown' }
    : { kind: 'multichannel', straight: false };
};
