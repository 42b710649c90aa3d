/** Names as people type them: folded for comparing, cleaned for showing. */

/** One form for names that differ in case, ё and е, the kind of spaces or how letters are composed (A14). */
export const foldName = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();

export const nameWords = (name: string): string[] => foldName(name).split(' ').filter(Boolean);

const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Text from outside without what could steer a terminal or break a line: control and format characters, line
 * separators, lone surrogates. Each becomes a space, so that places in the text stay where they are.
 */
export const blankControls = (text: string): string =>
  text.replace(CONTROLS, (one) => ' '.repeat(one.length));

/** What most texts are, and is found fast: words of Latin or Russian letters and signs, with one space between. */
const CLEAN = /^[!-~А-яЁё]+(?: [!-~А-яЁё]+)*$/;

/** Such text as a value: each run of white space is one space, none at the ends. */
export const cleanText = (text: string): string =>
  CLEAN.test(text) ? text : blankControls(text).replace(/\s+/g, ' ').trim();

const LONGEST_CALLER_NAME = 256;

/** A caller's name as it is kept (A13): cleaned, at most 256 characters; null if nothing is left. */
export const callerName = (text: string | null | undefined): string | null =>
  [...cleanText(text ?? '')].slice(0, LONGEST_CALLER_NAME).join('').trim() || null;
