/** The work schedule and the settings as people see them. */
import { WEEKDAYS } from '../domain/interval.ts';
import { writeIntervals } from '../domain/period-text.ts';
import type { WorkSchedule } from '../domain/schedule.ts';
import type { Settings } from '../domain/settings.ts';
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';

export const printSchedule = (
  { out, language }: Terminal,
  { zone, hours, exceptions }: WorkSchedule,
): void => {
  const words = wordsIn(language);
  const width = Math.max(...WEEKDAYS.map((day) => words.weekdays[day].length));
  out(`${words.zone}: ${zone}`);
  for (const day of WEEKDAYS) {
    out(
      `  ${words.weekdays[day].padEnd(width)}  ${writeIntervals(hours[day]).replaceAll(',', ', ') || words.closed}`,
    );
  }
  if (exceptions.length > 0) out(`${words.exceptions}:`);
  for (const exception of exceptions) {
    out(
      `  ${exception.date}  ${writeIntervals(exception.hours).replaceAll(',', ', ') || words.closed}`,
    );
  }
};

/** `notifyMaxAge` as its flag is written: `notify-max-age`. */
const flagName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const settingText = (value: Settings[keyof Settings]): string => {
  if (typeof value !== 'object') return String(value);
  const pairs = Object.entries(value).map(([number, subscriber]) => `${number}=${subscriber}`);
  return pairs.join(', ') || '-';
};

/** Each setting by the name of its flag. */
export const printSettings = ({ out }: Terminal, settings: Settings): void => {
  const entries = Object.entries(settings).map(([name, value]) => [
    flagName(name),
    settingText(value),
  ]);
  const width = Math.max(...entries.map(([name = '']) => name.length));
  for (const [name = '', text = ''] of entries) out(`${name.padEnd(width)}  ${text}`);
};
