/** What is wrong and what to do next, in the reader's language. */
import type { Fault } from '../domain/fault.ts';
import { faults as english } from './en/faults.ts';
import { faults as russian } from './ru/faults.ts';
import {
  type FaultText,
  type FaultTexts,
  type InLanguages,
  LANGUAGES,
  type Language,
} from './types.ts';

const FAULTS: InLanguages<FaultTexts> = { en: () => english, ru: () => russian };

/** The compiler cannot see that the text found by a fault's code takes that very fault. */
export const faultText = (language: Language, fault: Fault): FaultText => {
  const text = FAULTS[language]()[fault.code] as (fault: Fault) => FaultText;
  return text(fault);
};

const isTold = (language: Language, fault: Fault): boolean => {
  try {
    return typeof faultText(language, fault).message === 'string';
  } catch {
    return false;
  }
};

/** Whether there are words for it in every language: a PBX of another version may know other faults, or other fields. */
export const isKnownFault = (fault: { code: string }): fault is Fault =>
  LANGUAGES.every((language) => isTold(language, fault as Fault));
