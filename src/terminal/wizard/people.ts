/** People on a line: who it is, where he is reached, and where his notifications go. */
import { cleanText } from '../../domain/names.ts';
import { displayNumber } from '../../domain/phone-number.ts';
import { canBeTold, type Subscriber } from '../../domain/subscriber.ts';
import { within } from '../fit.ts';
import type { Piece, View } from './draw.ts';

const EXTENSION = 6;
const NUMBER = 18;
/** Narrower than this there is no room for the number beside the e-mail. */
const WITH_NUMBER = 78;

const nameRoom = (columns: number): number => Math.max(14, Math.min(32, Math.floor(columns * 0.3)));

const channels = (
  { texts, colour }: View,
  subscriber: Pick<Subscriber, 'email' | 'telegram'>,
): Piece => {
  if (!canBeTold(subscriber)) return [`! ${texts.cannotBeTold}`, colour.yellow];
  const telegram = subscriber.telegram === 'connected' ? ['Telegram'] : [];
  return cleanText([subscriber.email ?? '', ...telegram].filter(Boolean).join(', '));
};

/** @param indent how far the line is moved in already: the columns stay where they are without */
export const personPieces = (view: View, subscriber: Subscriber, indent = 0): Piece[] => {
  const { name, number, extension } = subscriber;
  const reached = displayNumber(number ?? '');
  const hasBoth = view.columns >= WITH_NUMBER;
  const short = extension ?? (hasBoth ? '' : reached);
  return [
    within(cleanText(name), nameRoom(view.columns) - indent),
    '  ',
    within(short, hasBoth || extension !== null ? EXTENSION : NUMBER),
    ...(hasBoth ? [within(reached, NUMBER)] : []),
    channels(view, subscriber),
  ];
};

/** `Иванов Иван (101)` */
export const personText = ({ name, extension, number }: Subscriber): string =>
  cleanText(`${name} (${extension ?? displayNumber(number ?? '')})`);
