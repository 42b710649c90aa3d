/** What the Telegram bot says, in the language of the PBX. */
import { bot as english } from './en/bot.ts';
import { bot as russian } from './ru/bot.ts';
import type { BotTexts, InLanguages, Language } from './types.ts';

const TEXTS: InLanguages<BotTexts> = { en: () => english, ru: () => russian };

export const botTexts = (language: Language): BotTexts => TEXTS[language]();
