/** What the screens of the wizard say, in the reader's language. */
import { wizard as english } from './en/wizard.ts';
import { wizard as russian } from './ru/wizard.ts';
import type { InLanguages, Language, WizardTexts } from './types.ts';

const TEXTS: InLanguages<WizardTexts> = { en: () => english, ru: () => russian };

export const wizardTexts = (language: Language): WizardTexts => TEXTS[language]();
