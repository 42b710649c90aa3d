/** The rules that a file proposes for the subscribers of a PBX. */
import { option } from '@oclif/core/flags';
import type { Pbx } from '../contract/pbx.ts';
import { problem } from '../contract/problem.ts';
import { subscriberFinder } from '../domain/find.ts';
import type { RuleContent } from '../domain/rule.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { RULE_FORMATS, type RuleFormat } from '../provisioning/rules-in-file.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { fromFile, readText } from './files.ts';
import { regionOf } from './rule-flags.ts';

export const formatFlags = {
  format: option({
    options: RULE_FORMATS,
    description: 'how the file of rules is written; by the ending of its name unless given',
  })(),
};

export type RulesOfFile = {
  file: string;
  format: RuleFormat | undefined;
  /** All of the PBX, among whom the file names some. */
  subscribers: readonly Subscriber[];
};

/** A subscriber whom the file names, with all rules that he would have by it. */
export type Proposed = { subscriber: Subscriber; rules: (RuleContent & { line: number })[] };

/** Whom the file names, with his rules and their lines; or a problem with everything that is wrong with it. */
export const proposedRules = async (
  terminal: Terminal,
  pbx: Pbx,
  { file, format, subscribers }: RulesOfFile,
): Promise<Proposed[]> => {
  const { formatOf, sortRules } = await import('../provisioning/rules-file.ts');
  const { readWantedRules, wantedRules } = await import('../provisioning/wanted-rules.ts');
  const written = format ?? formatOf(file);
  if (written === null) throw problem('usage', { code: 'format-unknown', file }, ['--format']);
  const text = await readText(terminal, file);
  const region = await regionOf(pbx);
  const find = subscriberFinder(subscribers, region);
  const options = { file, format: written, region };
  const { rules, faults } = await sortRules(text, options);
  const wanted = wantedRules(rules, find);
  // What is wrong is told all at once, of the text and of whom it names.
  if (faults.length > 0 || !wanted.ok) fromFile(await readWantedRules(text, options, find));
  return (wanted.ok ? wanted.value : []).map(({ subscriber, rules: own }) => ({
    subscriber,
    rules: own.map(({ content, at }) => ({ ...content, line: rules.placeOf(at).line })),
  }));
};
