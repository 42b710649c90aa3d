/** Keys as the screens of the wizard know them. */

const NAMED = {
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  home: 'home',
  end: 'end',
  pageup: 'page-up',
  pagedown: 'page-down',
  return: 'enter',
  enter: 'enter',
  space: 'space',
  backspace: 'backspace',
  delete: 'delete',
  escape: 'escape',
} as const;

const WITH_CONTROL = {
  s: 'save',
  r: 'retry',
  a: 'home',
  e: 'end',
  u: 'clear',
  w: 'delete-word',
  h: 'backspace',
} as const;

type Name =
  | (typeof NAMED)[keyof typeof NAMED]
  | (typeof WITH_CONTROL)[keyof typeof WITH_CONTROL]
  | 'tab'
  | 'back-tab';

export type Key = { name: 'text'; text: string } | { name: Name };

const PAGE = 10;
const STEPS: Partial<Record<Key['name'], number>> = {
  up: -1,
  down: 1,
  'page-up': -PAGE,
  'page-down': PAGE,
};

/** How many lines the key moves down, or null if it does not move. */
export const stepOf = ({ name }: Key): number | null => STEPS[name] ?? null;

/** What a person gives. */
export type Input = { kind: 'key'; key: Key } | { kind: 'paste'; text: string };

/** As readline tells a key that was pressed. */
export type Keypress = {
  name?: string | undefined;
  ctrl?: boolean | undefined;
  meta?: boolean | undefined;
  shift?: boolean | undefined;
  sequence?: string | undefined;
};

const isOf = <T extends object>(names: T, name: string): name is keyof T & string =>
  Object.hasOwn(names, name);

/** What can be seen: letters, digits and signs, also several in one, as an input method gives them. */
const SEEN = /^[^\p{Cc}\p{Cs}]+$/u;

/** The key, or null for one that means nothing to us. */
export const keyOf = ({ name = '', ctrl, meta, shift, sequence = '' }: Keypress): Key | null => {
  if (ctrl) return isOf(WITH_CONTROL, name) ? { name: WITH_CONTROL[name] } : null;
  if (name === 'tab') return { name: shift ? 'back-tab' : 'tab' };
  if (isOf(NAMED, name)) return { name: NAMED[name] };
  return !meta && SEEN.test(sequence) ? { name: 'text', text: sequence } : null;
};
