/** The rules that a file proposes for the subscribers of a PBX. */
import type { RuleContent } from '../domain/rule.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { fromFile } from './files.ts';
import type { People } from './rules-of-pbx.ts';
import type { RulesText } from './rules-plan.ts';

/** A subscriber whom the file names, with all rules that he would have by it and their lines. */
export type Proposed = { subscriber: Subscriber; rules: (RuleContent & { line: number })[] };

/** Whom the file names, or a problem with everything that is wrong with it. */
export const proposedRules = async (
  { text, ...options }: RulesText,
  { find, region }: People,
): Promise<Proposed[]> => {
  const { readWantedRules } = await import('../provisioning/wanted-rules.ts');
  const wanted = fromFile(await readWantedRules(text, { ...options, region }, find));
  return wanted.map(({ subscriber, rules, placeOf }) => ({
    subscriber,
    rules: rules.map(({ content, at }) => ({ ...content, line: placeOf(at).line })),
  }));
};
