/** What people read, in their language. */
import type { Fault } from '../domain/fault.ts';
import type { Criterion, Fact, Reason } from '../domain/verdict.ts';
import { facts as englishFacts, reasons as englishReasons } from './en/facts.ts';
import { faults as englishFaults } from './en/faults.ts';
import { words as englishWords } from './en/words.ts';
import { facts as russianFacts, reasons as russianReasons } from './ru/facts.ts';
import { faults as russianFaults } from './ru/faults.ts';
import { words as russianWords } from './ru/words.ts';
import type { FactTexts, FaultText, FaultTexts, Language, ReasonTexts, Words } from './types.ts';

type Catalogue = { words: Words; faults: FaultTexts; facts: FactTexts; reasons: ReasonTexts };

const CATALOGUES: Record<Language, Catalogue> = {
  en: { words: englishWords, faults: englishFaults, facts: englishFacts, reasons: englishReasons },
  ru: { words: russianWords, faults: russianFaults, facts: russianFacts, reasons: russianReasons },
};

export const wordsIn = (language: Language): Words => CATALOGUES[language].words;

export const reasonText = (language: Language, reason: Reason): string =>
  CATALOGUES[language].reasons[reason];

/** The compiler cannot see that the text found by a fault's code takes that very fault. */
export const faultText = (language: Language, fault: Fault): FaultText => {
  const text = CATALOGUES[language].faults[fault.code] as (fault: Fault) => FaultText;
  return text(fault);
};

export const factText = (language: Language, { fact, holds }: Criterion): string => {
  const text = CATALOGUES[language].facts[fact.code] as (
    fact: Fact,
    holds: Criterion['holds'],
  ) => string;
  return text(fact, holds);
};
