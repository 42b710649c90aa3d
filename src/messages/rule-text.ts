/** What a rule says, in a phrase. */
import { writeTime } from '../domain/criteria-text.ts';
import type { RuleContent } from '../domain/rule.ts';
import type { Words } from './types.ts';

/** The types, the time and the callers of a rule: `missed calls`, `in working hours`, `from VIP clients`. */
export const rulePhrases = (
  words: Words,
  { types, time, callers }: RuleContent,
): { types: string; time: string; callers: string } => ({
  types: types.map((type) => words.types[type]).join(', '),
  time: time.kind === 'period' ? writeTime(time) : words.timesInProse[time.kind],
  callers:
    callers.kind === 'listed'
      ? words.listedInProse(callers.numbers.join(', '))
      : words.callersInProse[callers.kind],
});
