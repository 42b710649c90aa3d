/** The call records of a stretch of time, page by page. */
import { problem } from '../../../contract/problem.ts';
import { formatInstant } from '../../../domain/instant.ts';
import { type CallRecord, readRecord } from './record.ts';
import type { T2Session } from './session.ts';

/** Milliseconds of Unix time, by the start of calls. */
export type Stretch = { from: number; to: number };

export type RecordPage = {
  records: CallRecord[];
  /** How many of it were none. */
  unreadable: number;
};

/** T2 gives 2,000 at most, whatever it is asked for; half of that leaves no doubt about which page is the last. */
const PAGE_SIZE = 1000;

const pathOf = ({ from, to }: Stretch, page: number, size: number): string => {
  const query = new URLSearchParams({
    start: formatInstant(from, 'UTC'),
    end: formatInstant(to, 'UTC'),
    page: String(page),
    size: String(size),
    sort: 'date,DESC',
  });
  return `/call-records/info?${query}`;
};

/** A page that brings nothing but what was there before: a PBX that does not count pages must not be asked for ever. */
const bringsNothing = (records: readonly CallRecord[], seen: Set<string>): boolean => {
  const before = seen.size;
  for (const { uuid } of records) seen.add(uuid);
  return seen.size === before;
};

/**
 * Until a page is not full. What comes in meanwhile moves others to later pages, and never to earlier ones: some may
 * come twice, none is missed.
 */
export async function* recordPages(
  { get }: Pick<T2Session, 'get'>,
  stretch: Stretch,
  shown: string,
  signal?: AbortSignal,
): AsyncGenerator<RecordPage> {
  const seen = new Set<string>();
  for (let page = 0; ; page += 1) {
    const body = await get(pathOf(stretch, page, PAGE_SIZE), signal);
    if (!Array.isArray(body)) throw problem('unreachable', { code: 't2-foreign', address: shown });
    const read = body.map(readRecord);
    const records = read.filter((record) => record !== null);
    yield { records, unreadable: read.length - records.length };
    if (body.length < PAGE_SIZE || bringsNothing(records, seen)) return;
  }
}

/** Whether the records can be read: one of them is asked for. */
export const tryRecords = async (session: T2Session, now: number, shown: string): Promise<void> => {
  const body = await session.get(pathOf({ from: now - 3_600_000, to: now }, 0, 1));
  if (!Array.isArray(body)) throw problem('unreachable', { code: 't2-foreign', address: shown });
};
