/** Files that a command is given: read, decoded, and their faults told with their places. */
import { option } from '@oclif/core/flags';
import { type PlacedFault, Problem } from '../contract/problem.ts';
import type { Result } from '../domain/fault.ts';
import { wordsIn } from '../messages/words.ts';
import { decodeText, ENCODINGS, type Encoding } from '../provisioning/decode.ts';
import type { FaultInFile } from '../provisioning/file-fault.ts';
import { readInput } from '../provisioning/input.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { relocating } from './relocate.ts';

export const encodingFlags = {
  encoding: option({
    options: ENCODINGS,
    description: 'encoding of the file; found out by itself unless given',
  })(),
};

const placed = ({ file, line, column, field, fault }: FaultInFile): PlacedFault => ({
  path: field === null ? [] : [field],
  fault,
  place: { file, line, column },
});

/** What was read, or a problem with every fault and its place in the file. */
export const fromFile = <T>(read: Result<T, FaultInFile[]>): T => {
  if (read.ok) return read.value;
  throw new Problem('invalid', read.fault.map(placed));
};

/** The text of a file, or of stdin for `-`; an encoding other than UTF-8 is said. */
export const readText = async (
  terminal: Terminal,
  path: string,
  encoding?: Encoding,
  mostBytes?: number,
): Promise<string> => {
  const bytes = fromFile(await readInput(path, undefined, mostBytes));
  const decoded = fromFile(decodeText(bytes, path, encoding));
  if (decoded.encoding !== 'utf-8' && !encoding) {
    terminal.err(wordsIn(terminal.language).readAs(path, decoded.encoding));
  }
  return decoded.text;
};

/**
 * Runs a request whose faults speak of entries by their place in the request, and tells them by the lines of the file
 * that the entries came from.
 * @param part the field of the request that holds the entries
 */
export const withLines = <T>(
  file: string,
  part: string,
  lines: readonly (number | null)[],
  request: Promise<T>,
): Promise<T> =>
  relocating(request, (located) => {
    const [field, index, ...path] = located.path;
    if (field !== part || typeof index !== 'number') return located;
    const { fault } = located;
    const ofRow =
      fault.code === 'row-twice' ? { ...fault, of: lines[fault.of] ?? fault.of } : fault;
    return { path, fault: ofRow, place: { file, line: lines[index] ?? null, column: null } };
  });
