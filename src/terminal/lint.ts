/** Findings about rules: to a person by what they are, to a script one by one. */

import { named } from '../domain/find.ts';
import type { Finding, Severity } from '../domain/finding.ts';
import { cleanText } from '../domain/names.ts';
import { areOfFile, namesOf } from '../messages/finding-places.ts';
import { findingText } from '../messages/finding-text.ts';
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';

const MOST_LISTED = 20;

/** A finding for scripts; `instead` is the one rule that would do in the place of all. */
export const findingJson = (finding: Finding, file: string | null) => {
  const { severity, code, subscriber, rules, ...rest } = finding;
  const { message, detail, next } = findingText('en', finding);
  return {
    severity,
    code,
    message,
    detail,
    next,
    file,
    subscriber: subscriber && named(subscriber),
    rules: rules.map(({ id, line, types, time, callers }) => ({ id, line, types, time, callers })),
    ...rest,
  };
};

export const countsOf = (findings: readonly Finding[]): Record<Severity, number> => {
  const count = (wanted: Severity): number =>
    findings.filter(({ severity }) => severity === wanted).length;
  return { error: count('error'), warning: count('warning'), note: count('note') };
};

/** Whose, and which rules, as `rules.yaml:12,15` where they are of a file. */
const placeText = (terminal: Terminal, finding: Finding, file: string | null): string => {
  const words = wordsIn(terminal.language);
  const { subscriber, rules } = finding;
  // The rule that covers the first one is named in the detail.
  const own = finding.code === 'rule-covered' ? rules.slice(0, 1) : rules;
  const names = namesOf({ rules: own });
  const which = own.length === 0 ? null : words.rulesAt(names, own.length, areOfFile(finding));
  const at = file !== null && which !== null ? `${file}:${names}` : which;
  const who = subscriber && `${subscriber.name} (${subscriber.extension ?? subscriber.number})`;
  return [at, who].filter((part) => part !== null).join('  ');
};

/** All of one code: what they say in common once, then each with its place. */
const tellGroup = (
  terminal: Terminal,
  findings: readonly [Finding, ...Finding[]],
  file: string | null,
): void => {
  const { language, colour, out } = terminal;
  const words = wordsIn(language);
  const colours = { error: colour.red, warning: colour.yellow, note: colour.cyan };
  const [first] = findings;
  const { message, next } = findingText(language, first);
  out(
    `${colours[first.severity](words.severities[first.severity])} ${colour.bold(first.code)}: ${message}`,
  );
  for (const finding of findings.slice(0, MOST_LISTED)) {
    const { detail } = findingText(language, finding);
    const line = [placeText(terminal, finding, file), detail].filter(Boolean).join(': ');
    if (line !== '') out(`  ${cleanText(line)}`);
  }
  if (findings.length > MOST_LISTED) out(`  ${words.andMore(findings.length - MOST_LISTED)}`);
  out(`  ${colour.cyan(words.next)} ${next}`);
};

/**
 * What matters most first; of each code at most 20, and the next step of the first.
 * @param file the file that the rules are of; null for those of the PBX
 */
export const printFindings = (
  terminal: Terminal,
  findings: readonly Finding[],
  file: string | null,
): void => {
  const groups = Map.groupBy(findings, ({ severity, code }) => `${severity} ${code}`);
  for (const [first, ...others] of groups.values())
    if (first) tellGroup(terminal, [first, ...others], file);
};
