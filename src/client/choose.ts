/** Which PBX a command talks to: the one it is given, else the current profile's, else the embedded default. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { problem } from '../contract/problem.ts';
import { fail, ok, type Result, type UsageFault } from '../domain/fault.ts';
import { type PbxAddress, parsePbxAddress } from './address.ts';

export type Folders = { config: string; data: string };

export type Chosen = { address: PbxAddress; isDefault: boolean };

/** The library of the profiles is loaded only where there are any. */
const loadProfiles = async ({ config }: Folders) => {
  if (!existsSync(join(config, 'profiles.json'))) return null;
  return (await import('./profiles.ts')).profilesIn(config);
};

const addressNamed = async (
  given: string,
  folders: Folders,
): Promise<Result<PbxAddress, UsageFault>> => {
  const parsed = parsePbxAddress(given);
  if (parsed.ok) return parsed;
  const known = (await loadProfiles(folders))?.addressOf(given);
  return known ? parsePbxAddress(known) : parsed;
};

export const defaultPath = ({ data }: Folders): string => join(data, 'pbx.db');

/** The embedded default needs no set-up: its folder is made, for its user alone, when it is first written. */
export const makeFolderOf = (path: string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem('failed', { code: 'store-unopenable', path, why });
  }
};

/** @param given an address or the name of a profile, by flag or by environment */
export const choosePbx = async (
  given: string | undefined,
  folders: Folders,
): Promise<Result<Chosen, UsageFault>> => {
  if (given !== undefined) {
    const address = await addressNamed(given, folders);
    return address.ok ? ok({ address: address.value, isDefault: false }) : address;
  }
  const profiles = await loadProfiles(folders);
  const current = profiles?.current() ?? null;
  if (current === null) {
    return ok({ address: { kind: 'file', path: defaultPath(folders) }, isDefault: true });
  }
  const address = profiles?.addressOf(current) ?? null;
  if (address === null) return fail({ code: 'profile-unknown', name: current });
  const parsed = parsePbxAddress(address);
  return parsed.ok ? ok({ address: parsed.value, isDefault: false }) : parsed;
};
