/** The tab «Адреса» as lines. */
import type { Subscriber } from '../../domain/subscriber.ts';
import { faultText } from '../../messages/fault-text.ts';
import { type Addresses, isWaiting, offered } from './addresses.ts';
import { drawnField, isLow, line, type View, windowed } from './draw.ts';
import { personPieces } from './people.ts';
import type { Wizard } from './wizard.ts';

const pointer = (isAt: boolean): string => (isAt ? '› ' : '  ');

const foundLines = (view: View, addresses: Addresses): string[] => {
  const { texts, colour, language } = view;
  const { found, at } = addresses;
  const dim = (text: string): string => line(view, '  ', [text, colour.dim]);
  if (found.kind === 'waiting') return [dim(texts.searching)];
  if (found.kind === 'failed') {
    const [first] = found.faults;
    const why = first ? faultText(language, first.fault).message : '';
    return [line(view, '  ', [texts.searchFailed(why), colour.red])];
  }
  const people = offered(addresses);
  const lines = people.map((person, index) => {
    const isAt = at.part === 'found' && at.index === index;
    const drawn = line(view, pointer(isAt), ...personPieces(view, person));
    if (isWaiting(addresses)) return colour.dim(drawn);
    return isAt ? colour.bold(drawn) : drawn;
  });
  if (found.people.length === 0)
    return [dim(addresses.search.text === '' ? texts.noStaff : texts.nobody)];
  return found.hasMore ? [...lines, dim(texts.more)] : lines;
};

const chosenLine = (view: View, { at }: Addresses, person: Subscriber, index: number): string => {
  const isAt = at.part === 'chosen' && at.index === index;
  const place = `${index + 1}. `.padEnd(4);
  const drawn = line(view, pointer(isAt), place, ...personPieces(view, person, place.length));
  return isAt ? view.colour.bold(`${drawn} ✖`) : drawn;
};

const shares = (room: number, found: number, chosen: number): { found: number; chosen: number } => {
  const most = Math.max(Math.ceil(room / 2), room - chosen);
  const ofFound = Math.min(found, most);
  return { found: ofFound, chosen: room - ofFound };
};

/** Who is looked for, who is found, and who is chosen, each part with its share of the room. */
const searchLines = (view: View, addresses: Addresses, room: number): string[] => {
  const { texts, colour } = view;
  const hints = isLow(view)
    ? []
    : [texts.where, texts.telegram].map((text) => line(view, [text, colour.dim]));
  const label = `${texts.search}: `;
  const { drawn } = drawnField(addresses.search, view.columns - label.length - 1, true);
  const search = line(view, [label, colour.bold], addresses.isSpent ? [drawn, colour.dim] : drawn);
  const { chosen } = addresses;
  const title = line(view, [
    chosen.length > 0 ? texts.chosen(chosen.length) : texts.nobodyChosen,
    colour.bold,
  ]);
  const fixed = [...hints, ...(hints.length > 0 ? [''] : []), search];
  const found = foundLines(view, addresses);
  const share = shares(room - fixed.length - 2, found.length, chosen.length);
  const { part, index } = addresses.at;
  const [ofFound, ofChosen] = part === 'found' ? [index, 0] : [0, index];
  return [
    ...fixed,
    ...windowed(view, found, { at: ofFound, room: share.found, draw: (text) => text }),
    '',
    title,
    ...windowed(view, chosen, {
      at: ofChosen,
      room: share.chosen,
      draw: (person, place) => chosenLine(view, addresses, person, place),
    }),
  ];
};

/** Whose rules are edited: nobody can be chosen here. */
const whoseLines = (view: View, people: Addresses['chosen'], room: number): string[] => {
  const { texts, colour } = view;
  const draw = (person: Subscriber): string => line(view, '  ', ...personPieces(view, person));
  return [
    line(view, [texts.whose, colour.dim]),
    '',
    ...windowed(view, people, { at: 0, room: room - 2, draw }),
  ];
};

export const addressesBody = (view: View, { mode, addresses }: Wizard, room: number): string[] => {
  if (mode.kind === 'add') return searchLines(view, addresses, room);
  const people = new Map(mode.rules.map(({ subscriber }) => [subscriber.id, subscriber]));
  return whoseLines(view, [...people.values()], room);
};
