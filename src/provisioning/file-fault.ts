/** Faults with their place in a file, and how a reader ends: with its value, or with all of them. */
import { type Fault, fail, ok, type Result } from '../domain/fault.ts';

/** Line and column count from 1; null where the fault has no such place. */
type Place = { line: number | null; column: number | null };

/** `field` is the column's canonical name, or the path within a JSON text: `months[1].days`. */
export type FaultInFile = Place & { file: string; field: string | null; fault: Fault };

const BREAK = /\r\n|\r|\n/;

/** The lines of a text, however they end. */
export const linesOf = (text: string): string[] => text.split(BREAK);

/** The place of what follows this text; the text begins at the start of `firstLine`. */
export const placeAfter = (before: string, firstLine = 1): { line: number; column: number } => {
  const lines = linesOf(before);
  return { line: firstLine + lines.length - 1, column: [...(lines.at(-1) ?? '')].length + 1 };
};

/** A fault of the file as a whole. */
export const ofWholeFile = (file: string, fault: Fault): FaultInFile => ({
  file,
  line: null,
  column: null,
  field: null,
  fault,
});

/** A JSON path as people write it: `months[1].days`; null for the whole. */
export const writePath = (path: readonly (string | number)[]): string | null => {
  const written = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return written.replace(/^\./, '') || null;
};

const before = (a: number | null, b: number | null): number => (a ?? 0) - (b ?? 0);

/** The value, unless there are faults; they come in the order of the file. */
export const unlessFaulty = <T>(
  value: T,
  faults: readonly FaultInFile[],
): Result<T, FaultInFile[]> => {
  if (faults.length === 0) return ok(value);
  return fail([...faults].sort((a, b) => before(a.line, b.line) || before(a.column, b.column)));
};
