/** Numbers with nouns, in the forms that the language has. */

const english = new Intl.PluralRules('en');
const russian = new Intl.PluralRules('ru');

/** `1 rule`, `2 rules`. */
export const countEnglish = (count: number, one: string, other: string): string =>
  `${count} ${english.select(count) === 'one' ? one : other}`;

/** `1 правило`, `2 правила`, `5 правил`. */
export const countRussian = (count: number, one: string, few: string, many: string): string => {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one, few };
  return `${count} ${forms[russian.select(count)] ?? many}`;
};
