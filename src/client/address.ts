/** Where a PBX is, as people write it. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result, type UsageFault } from '../domain/fault.ts';

/** An embedded PBX is a file, used in this process; any other is a service at a URL. */
export type PbxAddress = { kind: 'file'; path: string } | { kind: 'http'; url: string };

const fileAddress = (address: string): PbxAddress | null => {
  const path = address.slice('file:'.length);
  if (path === '') return null;
  try {
    return { kind: 'file', path: path.startsWith('//') ? fileURLToPath(address) : resolve(path) };
  } catch {
    return null;
  }
};

/** Without a slash at its end, and without a user: tokens are given otherwise. */
const httpAddress = (address: string): PbxAddress | null => {
  if (!URL.canParse(address)) return null;
  const { username, password, origin, pathname, search, hash } = new URL(address);
  if (username || password || search || hash) return null;
  return { kind: 'http', url: `${origin}${pathname}`.replace(/\/+$/, '') };
};

/** `https://pbx.firm.ru`, `http://…`, `file:path.db`, relative to the working folder, or `file:///path.db`. */
export const parsePbxAddress = (text: string): Result<PbxAddress, UsageFault> => {
  const address = text.trim();
  const parsed = address.startsWith('file:')
    ? fileAddress(address)
    : /^https?:\/\//i.test(address)
      ? httpAddress(address)
      : null;
  return parsed ? ok(parsed) : fail({ code: 'pbx-address-unknown', address });
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a token would go unencrypted over a network. */
export const isOpenToListeners = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !LOOPBACK.test(hostname);
};
