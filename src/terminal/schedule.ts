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

export const printSettings = ({ out }: Terminal, settings: Settings): void => {
  const entries = Object.entries(settings);
  const width = Math.max(...entries.map(([name]) => name.length));
  for (const [name, value] of entries) {
    out(`${name.padEnd(width)}  ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  }
};
