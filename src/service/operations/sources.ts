/** Looking at the sources of calls that the service listens to: no store knows of them. */
import { problem } from '../../contract/problem.ts';
import type { ListeningSources } from '../sources/source.ts';
import type { LiveHandler } from './context.ts';

export const listSources: LiveHandler<'listSources'> = async ({ sources }) => ({
  running: sources !== undefined,
  items: sources?.list() ?? [],
});

const refuse: ListeningSources['check'] = async (name) => {
  throw problem('not-found', { code: 'source-unknown', name, known: [] }, ['name']);
};

export const checkSource: LiveHandler<'checkSource'> = ({ sources }, { params }) =>
  (sources?.check ?? refuse)(params.name);
