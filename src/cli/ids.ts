/** The ids that a command is given: `12 15-20`, or `-` for those on stdin. */
import { everyItem, type Page, type Paging } from '../client/pages.ts';
import { Problem, problem } from '../contract/problem.ts';

export type Ids = {
  /** As the contract's `ids` filter takes them: several where one would be too long for a URL. */
  filters: string[];
  /** Those that must exist; a range means those of its ids that do. */
  single: number[];
};

/** A server takes 16 KiB of URL and headers; encoded, a comma is three characters. */
const LONGEST_FILTER = 4000;

const inFilters = (pieces: readonly string[]): string[] => {
  const filters: string[] = [];
  for (const piece of pieces) {
    const last = filters.at(-1);
    if (last === undefined || last.length + piece.length >= LONGEST_FILTER) filters.push(piece);
    else filters[filters.length - 1] = `${last},${piece}`;
  }
  return filters;
};

const PIECE = /^(\d{1,15})(?:-(\d{1,15}))?$/;

/** The one id that an argument names. */
export const oneId = (text: string): number => {
  const { single } = parseIds([text]);
  const [id, another] = single;
  if (id === undefined || another !== undefined) throw problem('usage', { code: 'one-id-wanted' });
  return id;
};

const readStdin = async (): Promise<string> => {
  const { readInput } = await import('../provisioning/input.ts');
  const read = await readInput('-');
  return read.ok ? Buffer.from(read.value).toString('utf8') : '';
};

const NONE: Ids = { filters: [], single: [] };

/** The ids that the arguments name; `-` stands for those on stdin, which may be none: so a list that is empty goes on. */
export const idsOf = async (words: readonly string[]): Promise<Ids> => {
  if (!words.includes('-')) return parseIds(words);
  const all = [...words.filter((word) => word !== '-'), await readStdin()];
  return all.some((text) => text.trim() !== '') ? parseIds(all) : NONE;
};

const parseIds = (words: readonly string[]): Ids => {
  const texts = words.flatMap((word) => word.split(/[\s,]+/)).filter(Boolean);
  if (texts.length === 0) throw problem('usage', { code: 'ids-missing' });
  const single = new Set<number>();
  const ranges: string[] = [];
  for (const text of texts) {
    const [, first, last] = PIECE.exec(text) ?? [];
    if (!first || (last && Number(last) < Number(first)))
      throw problem('usage', { code: 'ids-unreadable', text });
    if (last) ranges.push(`${Number(first)}-${Number(last)}`);
    else single.add(Number(first));
  }
  const pieces = [...[...single].sort((a, b) => a - b), ...ranges];
  return { filters: inFilters(pieces.map(String)), single: [...single] };
};

/** Everything that has one of the ids, once. */
export const everyGiven = async <T extends { id: number }>(
  { filters }: Ids,
  load: (query: Paging & { ids: string }) => Promise<Page<T>>,
): Promise<T[]> => {
  const found = new Map<number, T>();
  for (const ids of filters) {
    for (const item of await everyItem((paging) => load({ ...paging, ids }))) {
      found.set(item.id, item);
    }
  }
  return [...found.values()];
};

/** Refuses with every single id that is not among what was found. */
export const refuseMissing = (
  { single }: Ids,
  found: readonly { id: number }[],
  resource: 'rule' | 'subscriber' | 'contact' | 'notification' | 'audit',
): void => {
  const there = new Set(found.map(({ id }) => id));
  const faults = single
    .filter((id) => !there.has(id))
    .map((id) => ({ path: [], fault: { code: 'not-found', resource, id } as const }));
  if (faults.length > 0) throw new Problem('not-found', faults);
};
