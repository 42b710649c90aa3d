/** Why a call was told of or not, in the reader's language. */
import type { Criterion, Fact, Reason } from '../domain/verdict.ts';
import { facts as englishFacts, reasons as englishReasons } from './en/facts.ts';
import { facts as russianFacts, reasons as russianReasons } from './ru/facts.ts';
import type { FactTexts, InLanguages, Language, ReasonTexts } from './types.ts';

const FACTS: InLanguages<FactTexts> = {
  en: () => englishFacts,
  ru: () => russianFacts,
};
const REASONS: InLanguages<ReasonTexts> = {
  en: () => englishReasons,
  ru: () => russianReasons,
};

export const reasonText = (language: Language, reason: Reason): string =>
  REASONS[language]()[reason];

/** The compiler cannot see that the text found by a fact's code takes that very fact. */
export const factText = (language: Language, { fact, holds }: Criterion): string => {
  const text = FACTS[language]()[fact.code] as (fact: Fact, holds: Criterion['holds']) => string;
  return text(fact, holds);
};
