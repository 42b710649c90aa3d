import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/messages/types.ts';
import { wizardTexts } from '../../src/messages/wizard-texts.ts';

/** Every text of the screens, with something for what it tells of. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String(value(2, 1))];
  return Object.values(Object(value)).flatMap(textsIn);
};

/** What has no words: arrows alone. */
const hasWords = (text: string): boolean => /\p{L}/u.test(text);

test.each<[Language, boolean]>(LANGUAGES.map((language) => [language, language === 'ru']))(
  'the screens of the wizard are in %s',
  (language, isRussian) => {
    const texts = textsIn(wizardTexts(language)).filter(hasWords);
    expect(texts.length).toBeGreaterThan(60);
    for (const text of texts) {
      expect(text).toBe(text.trim());
      const isOther = /^(?:сб,вс|sat,sun)/.test(text);
      if (!isOther) expect(/\p{Script=Cyrillic}/u.test(text), text).toBe(isRussian);
    }
  },
);
