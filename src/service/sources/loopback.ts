/** Whether a host is this machine itself, so that nobody on the way could listen. */
import { isIP } from 'node:net';

/** @param host a name or an address, with or without the brackets of IPv6 */
export const isLoopback = (host: string): boolean => {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return bare === 'localhost' || (isIP(bare) === 4 ? bare.startsWith('127.') : bare === '::1');
};
