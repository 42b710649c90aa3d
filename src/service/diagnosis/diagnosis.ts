/** Looks at everything that a PBX rests on, and says of each whether it is well. Nothing is written and nothing sent. */
import { Problem } from '../../contract/problem.ts';
import type { Check } from '../../contract/service.ts';
import type { ChannelOptions } from '../delivery/senders.ts';
import type { Live } from '../operations/context.ts';
import { checkSources } from './sources.ts';
import { checkClock, checkDisk, checkQueue, checkStore, checkZone, refused } from './store.ts';

const OFF = { status: 'off' as const, problems: [] };

type Failed = ReturnType<typeof refused>;

const unusableStore = (failed: Failed): Check => ({
  check: 'store',
  ...failed,
  bytes: null,
  isSound: null,
});

/** One that a damaged store does not let end keeps no other from being made. */
const looked = (check: () => Check, unable: (failed: Failed) => Check): Check => {
  try {
    return check();
  } catch (error) {
    if (error instanceof Problem) return unable(refused(error));
    throw error;
  }
};

/** Each library is loaded only where there is something to look at by it. */
const checkChannels = ({ mail, telegram }: ChannelOptions, bot: Live['bot']): Promise<Check[]> =>
  Promise.all([
    mail
      ? import('./mail-server.ts').then(({ checkMailServer }) => checkMailServer(mail))
      : ({ check: 'email', ...OFF, server: null, isEncrypted: null } as const),
    telegram
      ? import('./bot.ts').then(({ checkBot }) => checkBot(telegram, bot))
      : ({ check: 'telegram', ...OFF, bot: null } as const),
  ]);

/** @param thoroughly reads every page of the store, for which a service that others wait for has no time */
export const diagnosisOf = async (
  { store, clock, channels, bot, sources }: Live,
  { thoroughly }: { thoroughly: boolean },
): Promise<Check[]> => {
  const now = clock();
  return [
    looked(() => checkStore(store, thoroughly), unusableStore),
    looked(
      () => checkDisk(store),
      (failed) => ({ check: 'disk', ...failed, free: null }),
    ),
    looked(
      () => checkClock(store, now),
      (failed) => ({ check: 'clock', ...failed, now: null }),
    ),
    looked(
      () => checkZone(store),
      (failed) => ({ check: 'zone', ...failed, zone: null }),
    ),
    ...(await checkChannels(channels, bot)),
    looked(
      () => checkQueue(store, now),
      (failed) => ({ check: 'queue', ...failed, channels: [] }),
    ),
    checkSources(sources),
  ];
};

/** What is left to look at where the store cannot be opened. */
export const diagnosisWithout = async (
  refusal: Problem,
  channels: ChannelOptions,
): Promise<Check[]> => [unusableStore(refused(refusal)), ...(await checkChannels(channels, null))];
