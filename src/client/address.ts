/** Where a PBX is, as people write it. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result, type UsageFault } from '../domain/fault.ts';

/** An embedded PBX: a store in this machine's files, used in this process. */
export type PbxAddress = { kind: 'file'; path: string };

/** `file:path.db`, relative to the working folder, or `file:///path.db`. */
export const parsePbxAddress = (text: string): Result<PbxAddress, UsageFault> => {
  const address = text.trim();
  const unknown = fail({ code: 'pbx-address-unknown', address } as const);
  if (!address.startsWith('file:')) return unknown;
  const path = address.slice('file:'.length);
  if (path === '') return unknown;
  try {
    return ok({
      kind: 'file',
      path: path.startsWith('//') ? fileURLToPath(address) : resolve(path),
    });
  } catch {
    return unknown;
  }
};
