/** What is wrong and what to do next, in the reader's language. */
import type { Fault } from '../domain/fault.ts';
import { faults as english } from './en/faults.ts';
import { faults as russian } from './ru/faults.ts';
import type { FaultText, FaultTexts, Language } from './types.ts';

const FAULTS: Record<Language, FaultTexts> = { en: english, ru: russian };

/** The compiler cannot see that the text found by a fault's code takes that very fault. */
export const faultText = (language: Language, fault: Fault): FaultText => {
  const text = FAULTS[language][fault.code] as (fault: Fault) => FaultText;
  return text(fault);
};

/**
 * Whether this version has words for such a fault. Its fields come from the PBX that found it; should one be missing,
 * the text has a gap, which is better than no text.
 */
export const isKnownFault = (code: string, _fault: unknown): _fault is Fault => code in english;
