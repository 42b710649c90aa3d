/** What is wrong with rules, and what to do about it, in the reader's language. */
import type { Finding } from '../domain/finding.ts';
import { findings as english } from './en/findings.ts';
import { findings as russian } from './ru/findings.ts';
import type { FindingText, FindingTexts, InLanguages, Language } from './types.ts';

const FINDINGS: InLanguages<FindingTexts> = { en: () => english, ru: () => russian };

/** The compiler cannot see that the text found by a finding's code takes that very finding. */
export const findingText = (language: Language, finding: Finding): FindingText => {
  const text = FINDINGS[language]()[finding.code] as (finding: Finding) => FindingText;
  return text(finding);
};
