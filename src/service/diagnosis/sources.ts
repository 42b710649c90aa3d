/** Whether the sources of calls are heard. */
import type { Check } from '../../contract/service.ts';
import type { Source } from '../../contract/sources.ts';
import type { Fault } from '../../domain/fault.ts';
import type { ListeningSources } from '../sources/source.ts';
import { problemsOf } from './store.ts';

const troubleOf = ({ name, error }: Source): Fault => error?.fault ?? { code: 'source-idle', name };

/** A PBX whose calls are only reported over HTTP has none. */
export const checkSources = (
  sources: ListeningSources | undefined,
): Extract<Check, { check: 'sources' }> => {
  const all = sources?.list() ?? [];
  const silent = all.filter(({ state }) => state !== 'connected');
  return {
    check: 'sources',
    status: silent.length > 0 ? 'failed' : all.length > 0 ? 'ok' : 'off',
    problems: problemsOf(silent.map(troubleOf)),
    connected: all.filter((source) => !silent.includes(source)).map(({ name }) => name),
    all: all.length,
  };
};
