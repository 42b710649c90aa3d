/** Which PBX a command talks to: the one it is given, else the current profile's, else the embedded default. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { problem } from '../contract/problem.ts';
import { fail, ok, type Result, type UsageFault } from '../domain/fault.ts';
import { type PbxAddress, parsePbxAddress } from './address.ts';
import { addressIn, readProfiles } from './profile-file.ts';

export type Folders = { config: string; data: string };

export type Chosen = { address: PbxAddress; isDefault: boolean };

const addressNamed = (given: string, { config }: Folders): Result<PbxAddress, UsageFault> => {
  const parsed = parsePbxAddress(given);
  if (parsed.ok) return parsed;
  const known = addressIn(readProfiles(config), given);
  return known === null ? parsed : parsePbxAddress(known);
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
export const choosePbx = (
  given: string | undefined,
  folders: Folders,
): Result<Chosen, UsageFault> => {
  if (given !== undefined) {
    const address = addressNamed(given, folders);
    return address.ok ? ok({ address: address.value, isDefault: false }) : address;
  }
  const profiles = readProfiles(folders.config);
  const { current } = profiles;
  if (current === null) {
    return ok({ address: { kind: 'file', path: defaultPath(folders) }, isDefault: true });
  }
  const address = addressIn(profiles, current);
  if (address === null) return fail({ code: 'profile-unknown', name: current });
  const parsed = parsePbxAddress(address);
  return parsed.ok ? ok({ address: parsed.value, isDefault: false }) : parsed;
};
