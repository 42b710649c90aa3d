/** The ids that a command is given: `12 15-20`, or `-` for those on stdin. */
import { Problem, problem } from '../contract/problem.ts';

export type Ids = {
  /** As the contract's `ids` filter takes them. */
  filter: string;
  /** Those that must exist; a range means those of its ids that do. */
  single: number[];
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

/** No row has the id 0. */
const NONE: Ids = { filter: '0', single: [] };

/** The ids that the arguments name; `-` stands for those on stdin, which may be none: so a list that is empty goes on. */
export const idsOf = async (words: readonly string[]): Promise<Ids> => {
  if (!words.includes('-')) return parseIds(words);
  const all = [...words.filter((word) => word !== '-'), await readStdin()];
  return all.some((text) => text.trim() !== '') ? parseIds(all) : NONE;
};

const parseIds = (words: readonly string[]): Ids => {
  const pieces = words.flatMap((word) => word.split(/[\s,]+/)).filter(Boolean);
  if (pieces.length === 0) throw problem('usage', { code: 'ids-missing' });
  const single = new Set<number>();
  const ranges: string[] = [];
  for (const text of pieces) {
    const [, first, last] = PIECE.exec(text) ?? [];
    if (!first || (last && Number(last) < Number(first)))
      throw problem('usage', { code: 'ids-unreadable', text });
    if (last) ranges.push(`${Number(first)}-${Number(last)}`);
    else single.add(Number(first));
  }
  return { filter: [...single, ...ranges].join(','), single: [...single] };
};

/** Refuses with every single id that is not among what was found. */
export const refuseMissing = (
  { single }: Ids,
  found: readonly { id: number }[],
  resource: 'rule' | 'subscriber' | 'contact',
): void => {
  const there = new Set(found.map(({ id }) => id));
  const faults = single
    .filter((id) => !there.has(id))
    .map((id) => ({ path: [], fault: { code: 'not-found', resource, id } as const }));
  if (faults.length > 0) throw new Problem('not-found', faults);
};
