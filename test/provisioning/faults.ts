// What tests of readers ask of a result.
import type { Result } from '../../src/domain/fault.ts';
import type { FaultInFile } from '../../src/provisioning/file-fault.ts';

export const valueIn = <T>(read: Result<T, FaultInFile[]>): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.value;
};

export const faultsOf = (read: Result<unknown, FaultInFile[]>): FaultInFile[] =>
  read.ok ? [] : read.fault;

/** `2:5 number number-unreadable`: place, field and code of every fault. */
export const briefly = (read: Result<unknown, FaultInFile[]>): string[] =>
  faultsOf(read).map(
    ({ line, column, field, fault }) =>
      `${line ?? '-'}:${column ?? '-'} ${field ?? '-'} ${fault.code}`,
  );
