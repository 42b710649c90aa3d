/** When a message that could not be sent is tried again (RFC 5321 4.5.4.1). */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST_PAUSES = [MINUTE / 2, 2 * MINUTE, 10 * MINUTE, HOUR];
const LATER_PAUSE = 6 * HOUR;
const GIVE_UP_AFTER = 72 * HOUR;
const JITTER = 0.1;

/**
 * The instant of the next attempt in milliseconds of Unix time, or null when its time is over.
 * @param attempts how many there were, with the one that just failed
 * @param random from 0 to 1, so that many messages do not come back at the same moment
 */
export const retryAt = (
  attempts: number,
  createdAt: number,
  now: number,
  random: number,
): number | null => {
  const pause = FIRST_PAUSES[attempts - 1] ?? LATER_PAUSE;
  const next = now + pause * (1 + JITTER * random);
  return next - createdAt > GIVE_UP_AFTER ? null : Math.round(next);
};

const FIRST_PROBE = 1000;
const LAST_PROBE = MINUTE;

/**
 * How long a channel that is down is left alone, in milliseconds.
 * @param failures how many there were in a row, with the one that just happened
 * @param random from 0 to 1
 */
export const probeAfter = (failures: number, random: number): number =>
  Math.round(Math.min(FIRST_PROBE * 2 ** (failures - 1), LAST_PROBE) * (1 + JITTER * random));
