/** Addresses of subscribers, one a line. */
import type { Result } from '../domain/fault.ts';
import { type FaultInFile, linesOf, ofWholeFile, unlessFaulty } from './file-fault.ts';

export type AddressLine = { line: number; address: string };

export const MOST_ADDRESSES = 10_000;

/** The addresses with their lines; blank lines and those that begin with `#` say nothing. */
export const readAddresses = (text: string, file: string): Result<AddressLine[], FaultInFile[]> => {
  const addresses = linesOf(text)
    .map((line, index) => ({ line: index + 1, address: line.trim() }))
    .filter(({ address }) => address !== '' && !address.startsWith('#'));
  const faults: FaultInFile[] = [];
  const tooMany = addresses[MOST_ADDRESSES];
  if (addresses.length === 0) faults.push(ofWholeFile(file, { code: 'file-empty', file }));
  if (tooMany) {
    faults.push({
      ...ofWholeFile(file, { code: 'file-too-many', most: MOST_ADDRESSES }),
      line: tooMany.line,
    });
  }
  return unlessFaulty(addresses, faults);
};
