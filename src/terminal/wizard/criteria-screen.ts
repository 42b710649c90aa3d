/** The tab «Критерии» as lines. */
import type { Fault } from '../../domain/fault.ts';
import { parsePeriod } from '../../domain/period-text.ts';
import { displayNumber, parseNumber } from '../../domain/phone-number.ts';
import { CALLER_KINDS, NOTIFICATION_TYPES, TIME_KINDS } from '../../domain/rule.ts';
import { faultText } from '../../messages/fault-text.ts';
import { periodReading } from '../../messages/period-words.ts';
import { type Criteria, isOfMissed, type Row } from './criteria.ts';
import { drawnField, isLow, line, type Piece, type View, windowed, wrapped } from './draw.ts';
import type { TextField } from './text-field.ts';
import type { Complaint, Wizard } from './wizard.ts';

const INSET = '      ';

/** Lines, each with the row that it belongs to, if one can stand on it. */
type Drawn = { row: Row | null; text: string };

const note = (text: string): Drawn => ({ row: null, text });

const box = (isOn: boolean | null): string => (isOn === null ? '[~]' : isOn ? '[x]' : '[ ]');
const radio = (isOn: boolean): string => (isOn ? '(•)' : '( )');

const choice = (view: View, criteria: Criteria, row: Row, text: string, isOff = false): Drawn => {
  const isAt = criteria.at === row && !isOff;
  const style = isOff ? view.colour.dim : isAt ? view.colour.bold : null;
  const whole = `${isAt ? '› ' : '  '}${text}`;
  return { row, text: style ? line(view, [whole, style]) : line(view, whole) };
};

const heading = (view: View, title: string, isMixed: boolean, isOff: boolean): Drawn => {
  const { texts, colour } = view;
  const mark: Piece[] = isMixed ? [' — ', [texts.mixedHint, colour.yellow]] : [];
  const off: Piece[] = isOff ? [[` — ${texts.onlyMissed}`, colour.dim]] : mark;
  return note(line(view, [title, isOff ? colour.dim : colour.bold], ...off));
};

/** What is wrong, under the very place where it is. */
const faultLines = (view: View, fault: Fault, column: number | null): Drawn[] => {
  const { colour, language } = view;
  const { message } = faultText(language, fault);
  const caret = column === null ? [] : [line(view, [`${' '.repeat(column)}^`, colour.red])];
  const told = wrapped({ ...view, columns: view.columns - INSET.length }, message);
  return [...caret, ...told.map((one) => INSET + colour.red(one))].map(note);
};

type Field = { row: Row; label: string; field: TextField; hint: string };

/** A field with its label; under it a hint while it is empty, else what `told` makes of its text. */
const fieldLines = (
  view: View,
  criteria: Criteria,
  { row, label, field, hint }: Field,
  told: (columnOf: (place: number) => number) => Drawn[],
): Drawn[] => {
  const isAt = criteria.at === row;
  const lead = `${isAt ? '› ' : '  '}${INSET.slice(2)}${label}: `;
  const { drawn, columnOf } = drawnField(field, view.columns - lead.length - 1, isAt);
  const text = line(view, isAt ? [lead, view.colour.bold] : lead, drawn);
  const below =
    field.text === ''
      ? [note(line(view, INSET, [hint, view.colour.dim]))]
      : told((place) => lead.length + columnOf(place));
  return [{ row, text }, ...below];
};

const periodLines = (view: View, criteria: Criteria): Drawn[] => {
  const { texts, language, colour } = view;
  const { period: field } = criteria;
  const described = { row: 'period' as const, label: texts.period, field, hint: texts.periodHint };
  return fieldLines(view, criteria, described, (columnOf) => {
    const read = parsePeriod(field.text);
    if (read.ok)
      return [note(line(view, INSET, [periodReading(language, read.value), colour.green]))];
    return faultLines(view, read.fault, 'at' in read.fault ? columnOf(read.fault.at) : null);
  });
};

const numberLines = (view: View, criteria: Criteria, region: string): Drawn[] => {
  const { texts, colour } = view;
  const { number: field, numberFault, numbers } = criteria;
  const described = { row: 'number' as const, label: texts.number, field, hint: texts.numberHint };
  const typed = fieldLines(view, criteria, described, () => {
    if (numberFault) return faultLines(view, numberFault, null);
    const read = parseNumber(field.text, region);
    return read.ok ? [note(line(view, INSET, [displayNumber(read.value), colour.green]))] : [];
  });
  const listed = numbers.map((number): Drawn => {
    const row: Row = `listed ${number}`;
    const isAt = criteria.at === row;
    return choice(view, criteria, row, `    ${displayNumber(number)}${isAt ? '  ✖' : ''}`);
  });
  return [...typed, ...listed];
};

const typeLines = (view: View, criteria: Criteria): Drawn[] => {
  const { types } = criteria;
  const { texts } = view;
  return [
    heading(view, texts.blocks.types, types === null, false),
    ...NOTIFICATION_TYPES.map((type) => {
      const mark = box(types === null ? null : types.includes(type));
      return choice(view, criteria, `type ${type}`, `${mark} ${texts.types[type]}`);
    }),
  ];
};

const timeLines = (view: View, criteria: Criteria, isOff: boolean): Drawn[] => {
  const { time } = criteria;
  const { texts } = view;
  return [
    heading(view, texts.blocks.time, time === null, isOff),
    ...TIME_KINDS.flatMap((kind) => [
      choice(view, criteria, `time ${kind}`, `${radio(time === kind)} ${texts.time[kind]}`, isOff),
      ...(kind === 'period' && time === 'period' && !isOff ? periodLines(view, criteria) : []),
    ]),
  ];
};

const callerLines = (view: View, criteria: Criteria, region: string, isOff: boolean): Drawn[] => {
  const { callers } = criteria;
  const { texts } = view;
  return [
    heading(view, texts.blocks.callers, callers === null, isOff),
    ...CALLER_KINDS.flatMap((kind) => {
      const text = `${radio(callers === kind)} ${texts.callers[kind]}`;
      const isOpen = kind === 'listed' && callers === 'listed' && !isOff;
      return [
        choice(view, criteria, `callers ${kind}`, text, isOff),
        ...(isOpen ? numberLines(view, criteria, region) : []),
      ];
    }),
  ];
};

/** The complaint under its line, where that line does not say it by itself. */
const withComplaint = (view: View, drawn: Drawn[], complaint: Complaint | null): Drawn[] => {
  if (complaint?.tab !== 'criteria') return drawn;
  return drawn.flatMap((one) =>
    one.row === complaint.row ? [one, ...faultLines(view, complaint.fault, null)] : [one],
  );
};

const saysItself = ({ criteria }: Wizard, complaint: Complaint | null): boolean =>
  complaint?.tab === 'criteria' && complaint.row === 'period' && criteria.period.text !== '';

export const criteriaBody = (view: View, state: Wizard, room: number): string[] => {
  const { criteria, region, stage } = state;
  const isOff = !isOfMissed(criteria);
  const blocks = [
    typeLines(view, criteria),
    timeLines(view, criteria, isOff),
    callerLines(view, criteria, region, isOff),
  ];
  const blank = isLow(view) ? [] : [note('')];
  const drawn = blocks.flatMap((block, index) => (index > 0 ? [...blank, ...block] : block));
  const complaint = stage.kind === 'form' ? stage.complaint : null;
  const told = withComplaint(view, drawn, saysItself(state, complaint) ? null : complaint);
  const at = told.findIndex(({ row }) => row === criteria.at);
  // What is told under a field belongs to it: the window shows it too.
  return windowed(view, told, {
    at: Math.min(at + 1, told.length - 1),
    room,
    draw: ({ text }) => text,
  });
};
