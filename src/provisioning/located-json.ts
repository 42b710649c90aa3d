/** JSON with its places; it is known to be JSON, so that nothing here can be missing. */
import { passString } from './json.ts';
import { type At, DEEPEST, eachOnce, type Field, type Located, type OnEntry } from './located.ts';

const SPACE = /[ \t\n\r]*/y;
const LITERAL = /[^\s,\]}]+/y;

/** Thrown within this module only: nothing deeper is read. */
class TooDeep extends Error {
  readonly at: At;
  constructor(at: At) {
    super('too deep');
    this.at = at;
  }
}

class Scanner {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.text)?.[0] ?? '';
    this.at += taken.length;
    return taken;
  }
  /** Passes the sign, if it is the next one after white space. */
  passes(sign: string): boolean {
    this.take(SPACE);
    if (this.text.charAt(this.at) !== sign) return false;
    this.at += 1;
    return true;
  }
}

type Context = {
  from: Scanner;
  list: string;
  onEntry: OnEntry;
  tellTwice: (field: Field, first: Field) => void;
};

const readText = (from: Scanner): string => {
  const { at: start, text } = from;
  from.at = passString(text, start).at;
  const read: unknown = JSON.parse(text.slice(start, from.at));
  return String(read);
};

const readList = (context: Context, depth: number, onItem: (item: Located) => void): void => {
  const { from } = context;
  if (from.passes(']')) return;
  do onItem(readValue(context, depth + 1));
  while (from.passes(','));
  from.passes(']');
};

const readFields = (context: Context, depth: number): Field[] => {
  const { from } = context;
  const fields: Field[] = [];
  if (from.passes('}')) return [];
  do {
    from.take(SPACE);
    const at = from.at;
    const key = readText(from);
    from.passes(':');
    fields.push({ key, at, value: readField(context, key, depth) });
  } while (from.passes(','));
  from.passes('}');
  return eachOnce(fields, context.tellTwice);
};

/** The entries of the file's own list are given away one by one. */
const readField = (context: Context, key: string, depth: number): Located => {
  const { from, list, onEntry } = context;
  from.take(SPACE);
  const { at } = from;
  if (depth !== 0 || key !== list || !from.passes('[')) return readValue(context, depth + 1);
  let index = 0;
  readList(context, depth + 1, (entry) => {
    onEntry(entry, index);
    index += 1;
  });
  return { kind: 'list', at, items: [] };
};

const readValue = (context: Context, depth: number): Located => {
  const { from } = context;
  from.take(SPACE);
  const { at } = from;
  if (depth > DEEPEST) throw new TooDeep(at);
  if (from.passes('{')) return { kind: 'map', at, fields: readFields(context, depth) };
  if (from.passes('[')) {
    const items: Located[] = [];
    readList(context, depth, (item) => items.push(item));
    return { kind: 'list', at, items };
  }
  const isText = from.text.charAt(at) === '"';
  return { kind: 'text', at, text: isText ? readText(from) : from.take(LITERAL) };
};

/**
 * The value of a text that is JSON; the entries of the list under `list` are given to `onEntry` and left out of it.
 * Where it is nested too deeply, the place of that.
 */
export const locateJson = (
  text: string,
  list: string,
  onEntry: OnEntry,
  tellTwice: Context['tellTwice'],
): { root: Located } | { tooDeep: At } => {
  try {
    return { root: readValue({ from: new Scanner(text), list, onEntry, tellTwice }, 0) };
  } catch (error) {
    if (error instanceof TooDeep) return { tooDeep: error.at };
    throw error;
  }
};
