/** When tokens die, as it is told on the wire: on the clocks of the PBX. */
import type { Source } from '../../contract/sources.ts';
import { formatInstant } from '../../domain/instant.ts';
import type { SourceStatus } from './source.ts';

export const expiriesIn = (
  zone: string,
  { access, refresh }: NonNullable<SourceStatus['tokens']>,
): NonNullable<Source['tokens']> => {
  const told = (at: number | null) => (at === null ? null : formatInstant(at, zone));
  return { accessUntil: told(access), refreshUntil: told(refresh) };
};
