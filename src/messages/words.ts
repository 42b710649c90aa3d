/** What commands and messages say, in the reader's language. */
import { words as english } from './en/words.ts';
import { words as russian } from './ru/words.ts';
import type { Language, Words } from './types.ts';

const WORDS: Record<Language, Words> = { en: english, ru: russian };

export const wordsIn = (language: Language): Words => WORDS[language];
