/** The rules that a command is given by their ids. */
import type { Pbx } from '../contract/pbx.ts';
import type { Rule } from '../domain/rule.ts';
import { everyGiven, idsOf, refuseMissing } from './ids.ts';

/** Each single id must exist; a range means those of its ids that do. */
export const rulesGiven = async (pbx: Pbx, words: readonly string[]): Promise<Rule[]> => {
  const ids = await idsOf(words);
  const rules = await everyGiven(ids, (query) => pbx('listRules', { query }));
  refuseMissing(ids, rules, 'rule');
  return rules;
};
