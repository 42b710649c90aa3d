/** The rules that a command is given by their ids. */
import { everyItem } from '../client/pages.ts';
import type { Pbx } from '../contract/pbx.ts';
import type { Rule } from '../domain/rule.ts';
import { idsOf, refuseMissing } from './ids.ts';

/** Each single id must exist; a range means those of its ids that do. */
export const rulesGiven = async (pbx: Pbx, words: readonly string[]): Promise<Rule[]> => {
  const ids = await idsOf(words);
  const rules = await everyItem((paging) =>
    pbx('listRules', { query: { ...paging, ids: ids.filter } }),
  );
  refuseMissing(ids, rules, 'rule');
  return rules;
};
