/** The wizard's state as a screen: the two tabs, what will be made, and what stopped it. */
import width from 'string-width';
import type { PlacedFault } from '../../contract/problem.ts';
import type { Rule } from '../../domain/rule.ts';
import { canBeTold } from '../../domain/subscriber.ts';
import { faultText } from '../../messages/fault-text.ts';
import { ruleText } from '../../messages/rule-text.ts';
import { addressesBody } from './addresses-screen.ts';
import { criteriaBody } from './criteria-screen.ts';
import { bodyRoom, framed, line, type Piece, type View, windowed, wrapped } from './draw.ts';
import { personText } from './people.ts';
import type { Outcome, Wizard } from './wizard.ts';

/** On a terminal of this height there is just room for everything. */
const STANDARD_ROWS = 24;

const titleLine = (view: View, { mode }: Wizard): string => {
  const { texts, colour, columns } = view;
  const title = mode.kind === 'add' ? texts.title.add : texts.title.edit(mode.rules.length);
  const pbx = texts.pbx(view.address);
  const gap = Math.max(2, columns - 1 - width(title) - width(pbx));
  return line(view, [title, colour.bold], ' '.repeat(gap), [pbx, colour.dim]);
};

const tabsLine = (view: View, { mode, tab, addresses }: Wizard): string => {
  const { texts, colour } = view;
  const people =
    mode.kind === 'add'
      ? addresses.chosen.length
      : new Set(mode.rules.map(({ subscriber }) => subscriber.id)).size;
  const counted = people > 0 ? ` (${people})` : '';
  const tabs = { addresses: texts.tabs.addresses + counted, criteria: texts.tabs.criteria };
  const pieces = (['addresses', 'criteria'] as const).flatMap((name): Piece[] => [
    ' ',
    name === tab
      ? [`[ ${tabs[name]} ]`, (text) => colour.cyan(colour.bold(text))]
      : `  ${tabs[name]}  `,
  ]);
  return line(view, ...pieces);
};

/** One line for each rule that will be made, and for each that is there already. */
const addedLines = (view: View, { changed, unchanged }: Outcome): string[] => {
  const { texts, colour } = view;
  const warning = ({ subscriber }: Rule): Piece[] =>
    canBeTold(subscriber) ? [] : ['  ', [`! ${texts.cannotBeTold}`, colour.yellow]];
  return [
    ...changed.map((rule) =>
      line(view, ['+ ', colour.green], personText(rule.subscriber), ...warning(rule)),
    ),
    ...unchanged.map((rule) =>
      line(view, [`= ${personText(rule.subscriber)}: ${texts.isThere(rule.id)}`, colour.dim]),
    ),
  ];
};

/** Each rule as it will be; what does not fit on a line goes on in the next. */
const editedLines = (view: View, { changed, unchanged }: Outcome): string[] => {
  const { texts, colour } = view;
  const told = (rule: Rule): string =>
    `${rule.id} ${personText(rule.subscriber)}: ${ruleText(view, rule)}`;
  return [
    ...changed.flatMap((rule) => wrapped(view, `~ ${told(rule)}`)),
    ...unchanged.flatMap((rule) =>
      wrapped(view, `= ${told(rule)} (${texts.isSame})`).map((text) => colour.dim(text)),
    ),
  ];
};

const previewBody = (
  view: View,
  { mode }: Wizard,
  { outcome, from }: { outcome: Outcome; from: number },
  room: number,
): string[] => {
  const { texts, colour } = view;
  const { changed, unchanged } = outcome;
  const isAdding = mode.kind === 'add';
  const count = (isAdding ? texts.willAdd : texts.willEdit)(changed.length, unchanged.length);
  const [one] = [...changed, ...unchanged];
  const said = isAdding && one ? wrapped(view, ruleText(view, one)).slice(0, room - 4) : [];
  const head = [line(view, [count, colour.bold]), ...said, ''];
  const lines = isAdding ? addedLines(view, outcome) : editedLines(view, outcome);
  return [
    ...head,
    ...windowed(view, lines, { at: from, room: room - head.length, draw: (text) => text }),
  ];
};

/** What is wrong, and with which of the rules that are edited. */
const troubleBody = (view: View, { mode }: Wizard, faults: readonly PlacedFault[]): string[] => {
  const { texts, colour, language, words } = view;
  const told = faults.map(({ path: [part, index], fault }) => {
    const { message, next } = faultText(language, fault);
    const rules = mode.kind === 'edit' && part === 'update' ? mode.rules : [];
    const rule = rules[Number(index)];
    return { message: rule ? `${words.rule(rule.id)}: ${message}` : message, next };
  });
  const steps = new Set(told.flatMap(({ next }) => (next === null ? [] : [next])));
  return [
    line(view, [texts.trouble, colour.bold]),
    '',
    ...told.flatMap(({ message }) => wrapped(view, message)).map((text) => colour.red(text)),
    ...[...steps].flatMap((step) => wrapped(view, `${words.next} ${step}`)),
  ];
};

const formKeys = ({ texts }: View, state: Wizard): readonly string[] => {
  const { keys } = texts;
  const end = state.mode.kind === 'add' ? keys.add : keys.edit;
  if (state.tab === 'criteria') {
    const [kind] = state.criteria.at.split(' ');
    const own = kind === 'period' ? keys.period : kind === 'number' ? keys.number : keys.choice;
    return [...(kind === 'listed' ? keys.listed : own), ...end];
  }
  if (state.mode.kind === 'edit') return [...keys.whose, ...end];
  const { addresses } = state;
  const isAtChosen = addresses.at.part === 'chosen';
  return [...(isAtChosen ? keys.chosen : keys.addresses), ...end];
};

const keysOf = (view: View, state: Wizard): readonly string[] => {
  const { keys } = view.texts;
  const { stage } = state;
  if (stage.kind === 'form') return formKeys(view, state);
  if (stage.kind === 'preview' && stage.outcome.changed.length === 0) return keys.nothing;
  return keys[stage.kind];
};

const messageOf = (view: View, { stage }: Wizard): string => {
  const { texts, colour } = view;
  switch (stage.kind) {
    case 'leaving':
      return line(view, [texts.leaving, (text) => colour.yellow(colour.bold(text))]);
    case 'checking':
      return line(view, [texts.checking, colour.cyan]);
    case 'saving':
      return line(view, [texts.saving, colour.cyan]);
    case 'preview':
      return stage.outcome.changed.length === 0
        ? line(view, [texts.nothingToDo, colour.yellow])
        : '';
    case 'form':
      return stage.complaint?.tab === 'addresses' ? line(view, [texts.nobodyYet, colour.red]) : '';
    case 'trouble':
      return '';
  }
};

/** The whole screen, every line no longer than it is wide and all of them no more than it is high. */
export const wizardScreen = (view: View, state: Wizard): string => {
  const { stage } = state;
  const head = [
    titleLine(view, state),
    tabsLine(view, state),
    ...(view.rows > STANDARD_ROWS ? [''] : []),
  ];
  const keys = keysOf(view, state);
  const room = bodyRoom(view, head, keys);
  const bodyOf = (): string[] => {
    if (stage.kind === 'preview') return previewBody(view, state, stage, room);
    if (stage.kind === 'trouble') return troubleBody(view, state, stage.faults);
    return state.tab === 'addresses'
      ? addressesBody(view, state, room)
      : criteriaBody(view, state, room);
  };
  return framed(view, { head, body: bodyOf(), message: messageOf(view, state), keys });
};
