/** What commands and messages say, in the reader's language. */
import { words as english } from './en/words.ts';
import { words as russian } from './ru/words.ts';
import type { InLanguages, Language, Words } from './types.ts';

const WORDS: InLanguages<Words> = { en: () => english, ru: () => russian };

export const wordsIn = (language: Language): Words => WORDS[language]();
