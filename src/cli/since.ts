/** `--since`: how long ago, or a moment on the clocks of the PBX. */
import { problem } from '../contract/problem.ts';
import { formatInstant, parseInstantIn } from '../domain/instant.ts';
import { parseDuration } from '../domain/settings.ts';

/** `30d`, `12h`, `2026-11-20`, `2026-11-20 10:00` as an instant of the contract. */
export const sinceFlag = (
  text: string | undefined,
  zone: string,
  now: number,
): string | undefined =>
  text === undefined ? undefined : formatInstant(sinceMoment(text, zone, now), zone);

/** The same in milliseconds of Unix time. */
export const sinceMoment = (text: string, zone: string, now: number): number => {
  const ago = parseDuration(text.trim());
  const moment = ago.ok
    ? { ok: true as const, value: now - ago.value }
    : parseInstantIn(text, zone);
  if (!moment.ok) throw problem('usage', moment.fault, ['--since']);
  return moment.value;
};
