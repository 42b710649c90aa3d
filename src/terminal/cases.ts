/** Cases of calls and what the rules said to them, as a test runner tells it. */
import type { Call } from '../domain/call.ts';
import { cleanText } from '../domain/names.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import type { Verdict } from '../domain/verdict.ts';
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';
import { printVerdict, verdictJson } from './verdict.ts';

/** What the rules say otherwise than they should; `field` is the key of the case that says how. */
type Difference = { field: string; expected: string; actual: string };

export type TestedCase = {
  name: string;
  line: number;
  differences: readonly Difference[];
  call: Call;
  subscriber: Subscriber;
  verdict: Verdict;
  /** Of rules of a file; null for those of the PBX. */
  lines: readonly number[] | null;
};

export const testedJson = ({ name, line, differences, verdict, lines }: TestedCase) => ({
  name,
  line,
  passed: differences.length === 0,
  differences,
  ...verdictJson(verdict, lines),
});

const PASSED = '✓';
const FAILED = '✗';

/** A line for each; of one that failed what differs, and the verdict with its facts. */
export const printCase = (
  terminal: Terminal,
  { file, zone }: { file: string; zone: string },
  { name, line, differences, ...asked }: TestedCase,
): void => {
  const { colour, out } = terminal;
  const words = wordsIn(terminal.language);
  if (differences.length === 0) {
    out(`${colour.green(PASSED)} ${name}`);
    return;
  }
  out(`${colour.red(FAILED)} ${colour.bold(name)}`);
  for (const { field, expected, actual } of differences)
    out(`    ${cleanText(words.differs(field, expected, actual))}`);
  const indented = { ...terminal, out: (text: string) => out(`    ${text}`) };
  printVerdict(indented, { title: `${file}:${line}`, ...asked, zone });
};
