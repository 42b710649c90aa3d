/** JSON text, and the place where it stops being JSON: the engine's own messages often leave it out. */
import { fail, ok, type Result } from '../domain/fault.ts';
import { type FaultInFile, placeAfter } from './file-fault.ts';

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

const lengthOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

/** Where the string ends that begins at `start`, or where it breaks. */
export const passString = (text: string, start: number): { closed: boolean; at: number } => {
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    const length = char === '\\' ? lengthOf(ESCAPE, text, at) : 1;
    if (char === '"') return { closed: true, at: at + 1 };
    if (length === 0 || char < ' ') break;
    at += length;
  }
  return { closed: false, at };
};

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'next';
type State = { at: number; expected: Expected; open: ('}' | ']')[] };

/** One step over a value's beginning or the whole of a scalar; false where there is none. */
const passValue = (text: string, state: State): boolean => {
  const isKey = state.expected === 'key' || state.expected === 'key-or-end';
  const char = text.charAt(state.at);
  if (char === '"') {
    const { closed, at } = passString(text, state.at);
    Object.assign(state, { at, expected: isKey ? 'colon' : 'next' });
    return closed;
  }
  if (isKey) return false;
  const opens = char === '{' || char === '[';
  if (opens) state.open.push(char === '{' ? '}' : ']');
  const length = opens ? 1 : lengthOf(SCALAR, text, state.at);
  state.at += length;
  if (opens) state.expected = char === '{' ? 'key-or-end' : 'value-or-end';
  else state.expected = 'next';
  return length > 0;
};

/** Where text that is no JSON breaks its grammar; its length, if it only ends too early. */
export const brokenAt = (text: string): number => {
  const state: State = { at: 0, expected: 'value', open: [] };
  for (;;) {
    state.at += lengthOf(SPACE, text, state.at);
    const char = text.charAt(state.at);
    const { expected, open } = state;
    const closing = open.at(-1);
    if (char === '') return state.at;
    if (char === closing && (expected === 'next' || expected.endsWith('-or-end'))) {
      open.pop();
      state.expected = 'next';
      state.at += 1;
    } else if (expected === 'next' || expected === 'colon') {
      if (char !== (expected === 'colon' ? ':' : ',') || !closing) return state.at;
      state.expected = expected === 'next' && closing === '}' ? 'key' : 'value';
      state.at += 1;
    } else if (!passValue(text, state)) return state.at;
  }
};

/**
 * The value of a JSON text, or the fault with its place.
 * @param firstLine the line of the file on which the text begins
 */
export const readJson = (
  text: string,
  file: string,
  firstLine = 1,
): Result<unknown, FaultInFile> => {
  try {
    return ok(JSON.parse(text));
  } catch {
    const at = brokenAt(text);
    const found = String.fromCodePoint(
      ...[text.codePointAt(at)].filter((point) => point !== undefined),
    );
    return fail({
      file,
      ...placeAfter(text.slice(0, at), firstLine),
      field: null,
      fault: { code: 'json-broken', found },
    });
  }
};
