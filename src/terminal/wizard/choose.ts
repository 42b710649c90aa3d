/** Choosing rules by ticking them in the list, as the PBX's page does it. */
import { cleanText, foldName, nameWords } from '../../domain/names.ts';
import { displayNumber } from '../../domain/phone-number.ts';
import type { Rule } from '../../domain/rule.ts';
import { ruleText } from '../../messages/rule-text.ts';
import { bodyRoom, drawnField, framed, line, type View, windowed } from './draw.ts';
import { type Input, type Key, stepOf } from './key.ts';
import { personText } from './people.ts';
import { EMPTY, edited, insert, type TextField } from './text-field.ts';

type Purpose = 'edit' | 'remove';

export type Choice = {
  purpose: Purpose;
  rules: readonly { rule: Rule; folded: string }[];
  filter: TextField;
  /** Those that fit the filter. */
  shown: readonly Rule[];
  ticked: ReadonlySet<number>;
  at: number;
  /** Whether Enter was pressed with nothing ticked. */
  isComplaining: boolean;
};

type Step = {
  state: Choice;
  effect: { kind: 'chosen'; rules: readonly Rule[] } | { kind: 'leave' } | null;
};

const foldedText = ({ id, subscriber }: Rule): string => {
  const { name, extension, number, email } = subscriber;
  return foldName([id, name, extension, number, number && displayNumber(number), email].join(' '));
};

export const choosing = (purpose: Purpose, rules: readonly Rule[]): Choice => ({
  purpose,
  rules: rules.map((rule) => ({ rule, folded: foldedText(rule) })),
  filter: EMPTY,
  shown: rules,
  ticked: new Set(),
  at: 0,
  isComplaining: false,
});

const filtered = (choice: Choice, filter: TextField): Choice => {
  const words = nameWords(filter.text);
  const shown = choice.rules
    .filter(({ folded }) => words.every((word) => folded.includes(word)))
    .map(({ rule }) => rule);
  return { ...choice, filter, shown, at: 0 };
};

const toggled = (choice: Choice): Choice => {
  const id = choice.shown[choice.at]?.id;
  if (id === undefined) return choice;
  const ticked = new Set(choice.ticked);
  if (!ticked.delete(id)) ticked.add(id);
  return { ...choice, ticked };
};

const afterKey = (before: Choice, key: Key): Step => {
  const choice = { ...before, isComplaining: false };
  const staying = (state: Choice): Step => ({ state, effect: null });
  const step = stepOf(key);
  if (step !== null) {
    const at = Math.max(0, Math.min(choice.shown.length - 1, choice.at + step));
    return staying({ ...choice, at });
  }
  if (key.name === 'escape') return { state: choice, effect: { kind: 'leave' } };
  if (key.name === 'space') return staying(toggled(choice));
  if (key.name === 'enter') {
    const rules = choice.rules.map(({ rule }) => rule).filter(({ id }) => choice.ticked.has(id));
    if (rules.length === 0) return staying({ ...choice, isComplaining: true });
    return { state: choice, effect: { kind: 'chosen', rules } };
  }
  const filter = edited(choice.filter, key);
  if (!filter) return staying(choice);
  return staying(
    filter.text === choice.filter.text ? { ...choice, filter } : filtered(choice, filter),
  );
};

export const choiceAfter = (choice: Choice, input: Input): Step =>
  input.kind === 'key'
    ? afterKey(choice, input.key)
    : {
        state: filtered(choice, insert(choice.filter, cleanText(input.text))),
        effect: null,
      };

const ruleLine = (view: View, { ticked, at }: Choice, rule: Rule, index: number): string => {
  const isAt = index === at;
  const box = ticked.has(rule.id) ? '[x]' : '[ ]';
  const lead = `${isAt ? '› ' : '  '}${box} ${String(rule.id).padStart(4)}  `;
  const text = `${lead}${personText(rule.subscriber)}: ${ruleText(view, rule)}`;
  return line(view, isAt ? [text, view.colour.bold] : text);
};

export const choiceScreen = (view: View, choice: Choice): string => {
  const { texts, colour } = view;
  const { purpose, filter, ticked, at, isComplaining } = choice;
  const label = `${texts.choose.filter}: `;
  const head = [
    line(view, [texts.choose.title[purpose], colour.bold], '   ', [
      texts.pbx(view.address),
      colour.dim,
    ]),
    line(
      view,
      [label, colour.bold],
      drawnField(filter, view.columns - label.length - 1, true).drawn,
    ),
    '',
  ];
  const end = purpose === 'edit' ? texts.keys.chooseEdit : texts.keys.chooseRemove;
  const keys = [...texts.keys.choose, ...end];
  const message = isComplaining
    ? line(view, [texts.choose.none, colour.red])
    : line(view, texts.choose.ticked(ticked.size));
  const room = bodyRoom(view, head, keys);
  const draw = (rule: Rule, index: number): string => ruleLine(view, choice, rule, index);
  const body =
    choice.shown.length > 0
      ? windowed(view, choice.shown, { at, room, draw })
      : [line(view, '  ', [texts.choose.nothingFits, colour.dim])];
  return framed(view, { head, body, message, keys });
};
