/** The shapes of the catalogue: a text that is missing in a language does not compile. */
import type { Fault } from '../domain/fault.ts';
import type { Finding, FindingCode } from '../domain/finding.ts';
import type { Weekday } from '../domain/interval.ts';
import type { Criterion, Fact, Reason } from '../domain/verdict.ts';
import type { bot } from './en/bot.ts';
import type { wizard } from './en/wizard.ts';
import type { words } from './en/words.ts';

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts that are read when they are asked for: of a language that nobody asks for nothing need be loaded. */
export type InLanguages<Texts> = Readonly<Record<Language, () => Texts>>;

/** What is wrong, and what to do next; a place in a text is shown under it, so the message need not repeat it. */
export type FaultText = { message: string; next: string | null };

export type FaultTexts = {
  [Code in Fault['code']]: (fault: Extract<Fault, { code: Code }>) => FaultText;
};

export type FactTexts = {
  [Code in Fact['code']]: (
    fact: Extract<Fact, { code: Code }>,
    holds: Criterion['holds'],
  ) => string;
};

/** The same message for all findings of a code; what is particular to one is its detail. */
export type FindingText = { message: string; detail: string | null; next: string };

export type FindingTexts = {
  [Code in FindingCode]: (finding: Extract<Finding, { code: Code }>) => FindingText;
};

export type ReasonTexts = Record<Reason, string>;

export type Words = typeof words;

export type WizardTexts = typeof wizard;

export type BotTexts = typeof bot;

/** Pieces of a period in a phrase. Years, months and days count as people count them. */
export type PeriodTexts = {
  days: Record<Weekday, string>;
  and: string;
  daily: string;
  interval: (from: string, to: string, isNextDay: boolean) => string;
  date: (year: number, month: number, day: number) => string;
  /** At least one of them is there. */
  dates: (first: string | null, last: string | null) => string;
  shortDate: (year: number, month: number, day: number) => string;
};

/** Texts of the help by the English ones, which stand with the commands. */
export type HelpTexts = Readonly<Record<string, string>>;
