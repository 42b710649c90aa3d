/** What went wrong, told to a person: the place, the fault, a caret under it, and the next step. */
import width from 'string-width';
import type { PlacedFault } from '../contract/problem.ts';
import type { Fault } from '../domain/fault.ts';
import { blankControls, cleanText } from '../domain/names.ts';
import { faultText } from '../messages/fault-text.ts';
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';

const MOST_PRINTED = 100;

/** `staff.csv:12:3 email` or `--time`: where the fault stands, as people write it. */
const placeOf = ({ path, place }: PlacedFault): string => {
  const field = path.join('.');
  if (!place) return field;
  const position = [place.file, place.line, place.column].filter((part) => part !== null).join(':');
  return field ? `${position} ${field}` : position;
};

/** The text that could not be read, with a caret under the place: letters may be wide, or have no width of their own. */
const caret = (fault: Fault): string[] => {
  if (!('at' in fault)) return [];
  const shown = blankControls(fault.text);
  return [`  ${shown}`, `  ${' '.repeat(width(shown.slice(0, fault.at)))}^`];
};

/** The same next step is said once, below the last fault that asks for it. */
export const tellFaults = (terminal: Terminal, faults: readonly PlacedFault[]): void => {
  const { language, noticeColour: colour, err } = terminal;
  const words = wordsIn(language);
  const steps = new Set<string>();
  for (const located of faults.slice(0, MOST_PRINTED)) {
    const { message, next } = faultText(language, located.fault);
    const place = placeOf(located);
    err(
      `${colour.red(words.error)} ${place ? `${colour.bold(cleanText(place))}: ` : ''}${message}`,
    );
    for (const line of caret(located.fault)) err(line);
    if (next) steps.add(next);
  }
  if (faults.length > MOST_PRINTED) err(words.moreFaults(faults.length - MOST_PRINTED));
  for (const step of steps) err(`${colour.cyan(words.next)} ${step}`);
};
