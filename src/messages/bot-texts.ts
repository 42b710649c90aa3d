/** What the Telegram bot says, in the language of the PBX. */
import { bot as english } from './en/bot.ts';
import { bot as russian } from './ru/bot.ts';
import type { BotTexts, Language } from './types.ts';

const TEXTS: Record<Language, BotTexts> = { en: english, ru: russian };

export const botTexts = (language: Language): BotTexts => TEXTS[language];
