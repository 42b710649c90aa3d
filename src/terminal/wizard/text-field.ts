/** A line of text that is being typed. Its cursor steps over signs as readers see them, never into one. */
import { signsOf } from '../fit.ts';
import type { Key } from './key.ts';

/** `at` counts UTF-16 units from the start of the text. */
export type TextField = { text: string; at: number };

export const EMPTY: TextField = { text: '', at: 0 };

export const fieldOf = (text: string): TextField => ({ text, at: text.length });

const before = ({ text, at }: TextField): string => text.slice(0, at);
const after = ({ text, at }: TextField): string => text.slice(at);

export const insert = (field: TextField, typed: string): TextField => ({
  text: before(field) + typed + after(field),
  at: field.at + typed.length,
});

const without = (field: TextField, removed: string): TextField => {
  const kept = before(field).slice(0, field.at - removed.length);
  return { text: kept + after(field), at: kept.length };
};

/** The field after the key, or null if it is no key of a text field. */
export const edited = (field: TextField, key: Key): TextField | null => {
  switch (key.name) {
    case 'text':
      return insert(field, key.text);
    case 'space':
      return insert(field, ' ');
    case 'backspace':
      return without(field, signsOf(before(field)).at(-1) ?? '');
    case 'delete':
      return { ...field, text: before(field) + signsOf(after(field)).slice(1).join('') };
    case 'delete-word':
      return without(field, /\S*\s*$/.exec(before(field))?.[0] ?? '');
    case 'clear':
      return EMPTY;
    case 'left':
      return { ...field, at: field.at - (signsOf(before(field)).at(-1)?.length ?? 0) };
    case 'right':
      return { ...field, at: field.at + (signsOf(after(field))[0]?.length ?? 0) };
    case 'home':
      return { ...field, at: 0 };
    case 'end':
      return fieldOf(field.text);
    default:
      return null;
  }
};
