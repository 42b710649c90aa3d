/** What is wrong with rules that are each well-formed: as data; the texts are the catalogue's. */
import type { CoverBasis } from './cover.ts';
import type { Period } from './period.ts';
import type { RuleContent } from './rule.ts';
import type { Subscriber } from './subscriber.ts';

/**
 * `error`: somebody who is meant to be told is not told. `warning`: something has no effect, or not the one that it
 * seems to have. `note`: the same could be said in fewer rules.
 */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const isAtLeast = (severity: Severity, least: Severity): boolean =>
  SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);

/** A rule that is looked at; one of a file has no id and a line instead. */
export type LintedRule = RuleContent & {
  id: number | null;
  line: number | null;
  subscriber: Subscriber;
};

/** Stable codes, in the order in which findings are told. */
export type Finding = { severity: Severity; subscriber: Subscriber | null; rules: LintedRule[] } & (
  | { code: 'schedule-without-hours' }
  | { code: 'unreachable' }
  | { code: 'vip-without-contacts' }
  | { code: 'period-never'; period: Period }
  | { code: 'period-over'; period: Period; lastDate: string }
  /** The first rule says nothing that the second does not say; it may end with what it rests on. */
  | { code: 'rule-covered'; restsOn: CoverBasis[] }
  | { code: 'own-number'; number: string }
  | { code: 'no-rules' }
  | { code: 'rules-together-all'; instead: RuleContent }
  | { code: 'rules-mergeable'; instead: RuleContent }
);

export type FindingCode = Finding['code'];

export const FINDING_CODES = [
  'schedule-without-hours',
  'unreachable',
  'vip-without-contacts',
  'period-never',
  'period-over',
  'rule-covered',
  'own-number',
  'no-rules',
  'rules-together-all',
  'rules-mergeable',
] as const satisfies readonly FindingCode[];
