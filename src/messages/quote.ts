/** Text from outside within a message: cleaned, short, and marked as not ours. */
import type { Named } from '../domain/fault.ts';
import { cleanText } from '../domain/names.ts';

const LONGEST = 80;
const LONGEST_PASSAGE = 500;
const MOST_LISTED = 10;

const shorten = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
};

/** The text on one line, at most 80 characters of it. */
export const plain = (text: string): string => shorten(cleanText(text), LONGEST);

/** `"Ivan"` */
export const quotedEnglish = (text: string): string => `"${plain(text)}"`;

/** `«Иван»` */
export const quotedRussian = (text: string): string => `«${plain(text)}»`;

/** What another program has to say: its lines stay lines, and the whole is longer than a value may be. */
export const passage = (text: string): string => {
  const lines = text.slice(0, 2 * LONGEST_PASSAGE).split(/\r\n|\r|\n/);
  return shorten(lines.map(cleanText).filter(Boolean).join('\n  '), LONGEST_PASSAGE);
};

/** `a, b, c`, with `…` in the place of those that are too many. */
export const listed = (texts: readonly string[]): string => {
  const shown = texts.slice(0, MOST_LISTED).map(plain);
  return [...shown, ...(texts.length > MOST_LISTED ? ['…'] : [])].join(', ');
};

/** `Анна Иванова (102, anna@firm.ru)` */
export const person = ({ id, name, extension, number, email }: Named): string => {
  const addresses = [extension, number, email].filter((address) => address !== null);
  return `${plain(name)} (${addresses.length > 0 ? listed(addresses) : `id ${id}`})`;
};

/** One on a line, each below the message that they belong to. */
export const people = (named: readonly Named[]): string =>
  named.map((one) => `\n  ${person(one)}`).join('');

/** `U+0009`: a character that cannot be shown. */
export const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Whether a text that should name a PBX is a path that only lacks its `file:`. */
export const isPath = (text: string): boolean => /^[./\\~]|\.db$/.test(text);
