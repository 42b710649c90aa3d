/** Whose a number is: asked by sources, which know numbers and no people. */
import { callerNumber } from '../../domain/phone-number.ts';
import { type Settings, straightTarget } from '../../domain/settings.ts';
import type { Subscriber } from '../../domain/subscriber.ts';

type Addresses = Pick<Subscriber, 'extension' | 'number'>;

/** The subscriber whom a number or an extension belongs to, in whatever form it is written. */
export type People = (address: string) => Addresses | null;

/** @param find the subscriber with exactly that extension or number */
export const peopleBy = (find: (number: string) => Addresses | null, region: string): People => {
  const known = new Map<string, Addresses | null>();
  return (address) => {
    const found = known.get(address);
    if (found !== undefined) return found;
    const number = callerNumber(address, region);
    const person = number === null ? null : find(number);
    known.set(address, person);
    return person;
  };
};

/** Among a list of all. */
export const peopleAmong = (subscribers: readonly Addresses[], region: string): People => {
  const byAddress = new Map(
    subscribers.flatMap((one) =>
      [one.extension, one.number]
        .filter((address) => address !== null)
        .map((address) => [address, one] as const),
    ),
  );
  return peopleBy((number) => byAddress.get(number) ?? null, region);
};

/** Whose the company says that a dialled multichannel number is (A2), in whatever form the number is written. */
export const straightBy =
  (settings: Settings) =>
  (dialled: string): string | null =>
    straightTarget(settings, callerNumber(dialled, settings.region) ?? undefined) ?? null;
