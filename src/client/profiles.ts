/** Profiles: names for PBXs, and which of them is the current one. Never a secret. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { addressIn, type ProfileState, readProfiles, refuseFile } from './profile-file.ts';

export type Profiles = {
  current: () => string | null;
  all: () => { name: string; address: string }[];
  addressOf: (name: string) => string | null;
  save: (name: string, address: string) => void;
  use: (name: string) => void;
  remove: (name: string) => void;
};

/** The folder is for its user alone, since tokens are kept beside the profiles. */
const open = (folder: string): Conf<ProfileState> => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new Conf<ProfileState>({ cwd: folder, configName: 'profiles' });
  } catch (error) {
    return refuseFile(join(folder, 'profiles.json'), String(error));
  }
};

/** Kept in the user's configuration folder. */
export const profilesIn = (folder: string): Profiles => {
  const conf = open(folder);
  const read = (): ProfileState => readProfiles(folder);
  const write = (state: ProfileState): void => {
    conf.store = state;
  };
  return {
    current: () => read().current,
    all: () => Object.entries(read().profiles).map(([name, { address }]) => ({ name, address })),
    addressOf: (name) => addressIn(read(), name),
    save: (name, address) => {
      const { profiles } = read();
      write({ current: name, profiles: { ...profiles, [name]: { address } } });
    },
    use: (name) => write({ ...read(), current: name }),
    remove: (name) => {
      const { current, profiles } = read();
      const { [name]: _, ...others } = profiles;
      write({ current: current === name ? null : current, profiles: others });
    },
  };
};
