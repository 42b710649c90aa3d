/** Profiles: names for PBXs, and which of them is the current one. Never a secret. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import * as z from 'zod/mini';
import { problem } from '../contract/problem.ts';
import { once } from '../domain/remembered.ts';

const stateSchema = once(() =>
  z.object({
    current: z.nullable(z.string()),
    profiles: z.record(z.string(), z.object({ address: z.string() })),
  }),
);

type State = z.output<ReturnType<typeof stateSchema>>;

export type Profiles = {
  current: () => string | null;
  all: () => { name: string; address: string }[];
  addressOf: (name: string) => string | null;
  save: (name: string, address: string) => void;
  use: (name: string) => void;
  remove: (name: string) => void;
};

const EMPTY: State = { current: null, profiles: {} };

/** A damaged file is left for its user to mend: to go on without it could change the wrong PBX. */
const refuse = (file: string, why: string): never => {
  throw problem('usage', { code: 'file-unreadable', file, why }, [file]);
};

/** The folder is for its user alone, since tokens are kept beside the profiles. */
const open = (folder: string): Conf<State> => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new Conf<State>({ cwd: folder, configName: 'profiles' });
  } catch (error) {
    return refuse(join(folder, 'profiles.json'), String(error));
  }
};

/** Kept in the user's configuration folder. */
export const profilesIn = (folder: string): Profiles => {
  const conf = open(folder);
  const read = (): State => {
    if (conf.size === 0) return EMPTY;
    const state = stateSchema().safeParse(conf.store);
    return state.success ? state.data : refuse(conf.path, z.prettifyError(state.error));
  };
  const write = (state: State): void => {
    conf.store = state;
  };
  return {
    current: () => read().current,
    all: () => Object.entries(read().profiles).map(([name, { address }]) => ({ name, address })),
    addressOf: (name) => read().profiles[name]?.address ?? null,
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
