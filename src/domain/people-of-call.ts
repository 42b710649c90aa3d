/** Whom a call was for and who called, among subscribers that can be looked up by an exact number. */
import type { Call } from './call.ts';
import { isExtension } from './phone-number.ts';
import { type Settings, straightTarget } from './settings.ts';
import type { Subscriber } from './subscriber.ts';

/** The one subscriber with exactly this extension or number. */
export type SubscriberNumbered = (number: string) => Subscriber | null;

/** Whom the call names, or whom the company's straight numbers name for it (A2). */
export const calledIn = (
  call: Call,
  settings: Settings,
  numbered: SubscriberNumbered,
): Subscriber | null => {
  const number = call.subscriber ?? straightTarget(settings, call.dialled);
  return number ? numbered(number) : null;
};

/** The caller, if he is a subscriber. From outside, a few digits are no extension (A13). */
export const callingIn = (
  { caller: { number }, kind }: Call,
  numbered: SubscriberNumbered,
): Subscriber | null => {
  const fromOutside = kind === 'multichannel' || kind === 'direct';
  return number === null || (fromOutside && isExtension(number)) ? null : numbered(number);
};

/** The numbers by which the address book may know who called. */
export const identitiesOf = ({ caller }: Call, calling: Subscriber | null): string[] =>
  [caller.number, calling?.number, calling?.extension].filter(
    (number) => typeof number === 'string',
  );
