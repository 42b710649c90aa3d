/** The file of the profiles as it is read: at many a start, and without the library that writes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { problem } from '../contract/problem.ts';
import { once } from '../domain/remembered.ts';

const stateSchema = once(() =>
  z.object({
    current: z.nullable(z.string()),
    profiles: z.record(z.string(), z.object({ address: z.string() })),
  }),
);

export type ProfileState = z.output<ReturnType<typeof stateSchema>>;

const MISSING = ['ENOENT', 'ENOTDIR'];

const EMPTY: ProfileState = { current: null, profiles: {} };

/** A damaged file is left for its user to mend: to go on without it could change the wrong PBX. */
export const refuseFile = (file: string, why: string): never => {
  throw problem('usage', { code: 'file-unreadable', file, why }, [file]);
};

const parsed = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuseFile(file, String(error));
  }
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return MISSING.includes(code) ? '{}' : refuseFile(file, String(error));
  }
};

/** None where there is no file yet, or nothing in it. */
export const readProfiles = (folder: string): ProfileState => {
  const file = join(folder, 'profiles.json');
  const found = parsed(file, textOf(file));
  if (JSON.stringify(found) === '{}') return EMPTY;
  // By itself `zod/mini` says only that something is wrong.
  const state = stateSchema().safeParse(found, { error: z.locales.en().localeError });
  return state.success ? state.data : refuseFile(file, z.prettifyError(state.error));
};

export const addressIn = ({ profiles }: ProfileState, name: string): string | null =>
  profiles[name]?.address ?? null;
