/** Calls from a file: JSON, one or an array of them, or NDJSON, one a line. What they say the PBX checks. */
import { fail, ok, type Result } from '../domain/fault.ts';
import { type FaultInFile, linesOf, ofWholeFile, unlessFaulty } from './file-fault.ts';
import { readJson } from './json.ts';

/** The line is null where the file is one JSON text. */
type CallEntry = { line: number | null; call: unknown };

type Line = { line: number; text: string };
type Read = Result<CallEntry[], FaultInFile[]>;

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readWhole = (value: unknown, file: string): Read => {
  if (!Array.isArray(value)) {
    return isObject(value)
      ? ok([{ line: null, call: value }])
      : fail([ofWholeFile(file, { code: 'json-not-calls' })]);
  }
  const faults = value.flatMap((call, index): FaultInFile[] =>
    isObject(call)
      ? []
      : [{ ...ofWholeFile(file, { code: 'json-not-calls' }), field: `[${index}]` }],
  );
  return unlessFaulty(
    value.map((call) => ({ line: null, call })),
    faults,
  );
};

const readLines = (lines: readonly Line[], file: string): Read => {
  const calls: CallEntry[] = [];
  const faults: FaultInFile[] = [];
  for (const { line, text } of lines) {
    const json = readJson(text, file, line);
    if (!json.ok) faults.push(json.fault);
    else if (isObject(json.value)) calls.push({ line, call: json.value });
    else faults.push({ ...ofWholeFile(file, { code: 'json-not-calls' }), line });
  }
  return unlessFaulty(calls, faults);
};

/** Text that is no JSON as a whole was meant as one call a line if some line is one, or every line begins like one. */
const isMeantAsLines = (lines: readonly Line[], file: string): boolean => {
  const opens = lines.filter(({ text }) => text.trimStart().startsWith('{'));
  if (lines[0]?.text.trimStart().startsWith('[')) return false;
  return (
    (opens.length > 0 && opens.length === lines.length) ||
    opens.some(({ text }) => readJson(text, file).ok)
  );
};

/**
 * The calls of a file as they stand in it, or the places where it is no JSON.
 * @example readCalls('{"source":"t2"}\n{"source":"t2"}', 'calls.ndjson') // two calls, on lines 1 and 2
 */
export const readCalls = (text: string, file: string): Read => {
  const whole = readJson(text, file);
  if (whole.ok) return readWhole(whole.value, file);
  const lines = linesOf(text)
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter((line) => line.text.trim() !== '');
  return isMeantAsLines(lines, file) ? readLines(lines, file) : fail([whole.fault]);
};
