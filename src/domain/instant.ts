/** Instants and the wall clock of a time zone. An instant is RFC 3339 text outside, milliseconds of Unix time inside. */
import { Temporal } from 'temporal-polyfill';
import { type DomainFault, fail, ok, type Result } from './fault.ts';
import { DAY_MINUTES, timeOfDay, type WallClock, WEEKDAYS, type Weekday } from './interval.ts';
import { remembered } from './remembered.ts';

const MINUTE = 60_000;
const DAY_MILLISECONDS = DAY_MINUTES * MINUTE;
const TIME_LENGTH = 'T00:00:00.000Z'.length;
const SECONDS_LENGTH = ':00.000Z'.length;
const FRACTION_LENGTH = '.000Z'.length;

/** Writes `1970, GMT+03:00`; making one costs more than all that is done with it. Throws where there is no such zone. */
const offsetFormat = remembered(
  (zone: string) =>
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' }),
);

/** What a clock on the wall is ahead of UTC, in milliseconds. Of old, zones had offsets with seconds: `-00:44:30`. */
const offsetAt = (milliseconds: number, zone: string): number => {
  const written = offsetFormat(zone).format(milliseconds).replace(/.*GMT/, '');
  const parts = `${written.slice(1)}:00:00`.split(':').slice(0, 3);
  const seconds = parts.reduce((sum, part) => sum * 60 + Number(part), 0);
  return (written.startsWith('-') ? -seconds : seconds) * 1000;
};

const dayOf = (local: Date): WallClock['yesterday'] => ({
  date: local.toISOString().slice(0, -TIME_LENGTH),
  weekday: WEEKDAYS[(local.getUTCDay() + 6) % WEEKDAYS.length] as Weekday,
});

/** What the wall shows, of a date whose UTC fields show the same. */
const wallOf = (local: Date): WallClock => ({
  ...dayOf(local),
  minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  yesterday: dayOf(new Date(local.getTime() - DAY_MILLISECONDS)),
});

/** The moment as a clock on the wall in that zone shows it; seconds are dropped. */
export const wallClock = (milliseconds: number, zone: string): WallClock =>
  wallOf(new Date(milliseconds + offsetAt(milliseconds, zone)));

/**
 * Midnight of so many days in a row, from `offset` days after this date on (before it, if that is negative). Years
 * that no call can have are left out: they are not written with four digits.
 */
export const midnights = (date: string, offset: number, count: number): WallClock[] => {
  const first = Date.parse(`${date}T00:00Z`) + offset * DAY_MILLISECONDS;
  return Array.from({ length: count }, (_, index) => new Date(first + index * DAY_MILLISECONDS))
    .filter((day) => day.getUTCFullYear() >= 0 && day.getUTCFullYear() <= 9999)
    .map(wallOf);
};

/** Midnight of the seven days, from Monday to Sunday, among which this date is. */
export const weekOf = (date: string): WallClock[] =>
  midnights(date, -WEEKDAYS.indexOf(weekdayOfDate(date)), WEEKDAYS.length);

/** Of what Temporal reads, what RFC 3339 has: no year of six digits, no zone in brackets that would be ignored. */
const DATED = /^\d{4}-\d{2}-\d{2}[^[]*$/;

/** The form that programs write, up to a day that every month has: `Date` reads it as Temporal does, and faster. */
const PLAIN =
  /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** `2026-11-22T14:06:16+03:00` to milliseconds; text without an offset is refused, since it names no instant. */
export const parseInstant = (text: string): Result<number, DomainFault> => {
  if (PLAIN.test(text)) return ok(Date.parse(text));
  if (!DATED.test(text)) return fail({ code: 'instant-unreadable', text });
  try {
    return ok(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    return fail({ code: 'instant-unreadable', text });
  }
};

/**
 * Like `parseInstant`, and text without an offset is read on the wall clock of `zone`: `2026-11-22 14:06`.
 * An hour that a clock change repeats is its first; one that it skips does not exist and is refused.
 */
export const parseInstantIn = (text: string, zone: string): Result<number, DomainFault> => {
  const trimmed = text.trim();
  const exact = parseInstant(trimmed);
  if (exact.ok) return exact;
  const unreadable = fail({ code: 'moment-unreadable', text } as const);
  if (!DATED.test(trimmed)) return unreadable;
  try {
    const local = Temporal.PlainDateTime.from(trimmed);
    const zoned = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
    return zoned.toPlainDateTime().equals(local)
      ? ok(zoned.epochMilliseconds)
      : fail({ code: 'instant-skipped', text, zone });
  } catch {
    return unreadable;
  }
};

/** RFC 3339 with the offset that holds in the zone then: `2026-11-22T14:06:16+03:00`. */
export const formatInstant = (milliseconds: number, zone: string): string => {
  const offset = offsetAt(milliseconds, zone);
  const local = new Date(milliseconds + offset).toISOString().slice(0, -FRACTION_LENGTH);
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  return `${local}${offset < 0 ? '-' : '+'}${timeOfDay(minutes)}`;
};

/** Date and time on the wall, for people: `2026-11-22 14:06`. */
export const formatWall = (milliseconds: number, zone: string): string =>
  new Date(milliseconds + offsetAt(milliseconds, zone))
    .toISOString()
    .slice(0, -SECONDS_LENGTH)
    .replace('T', ' ');

/** Whether the text is a real date of the calendar, written `2026-12-31`. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00Z`);
  // A day that the month does not have is read as one of the next month.
  return !Number.isNaN(midnight.getTime()) && dayOf(midnight).date === text;
};

export const weekdayOfDate = (date: string): Weekday => dayOf(new Date(`${date}T00:00Z`)).weekday;

/** An IANA name that this program knows: `Europe/Moscow`. Offsets are no zones: they know no clock changes. */
export const isZone = (text: string): boolean => {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    offsetFormat(text);
    return true;
  } catch {
    return false;
  }
};
