/** Links by which subscribers connect their Telegram (R9). */
import type { LocatedFault } from '../../domain/fault.ts';
import { formatInstant } from '../../domain/instant.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { readBotName, readSchedule } from '../store/singles.ts';
import { deleteCodesBefore } from '../store/telegram.ts';
import { newCode } from '../telegram/codes.ts';
import { type Handler, refuse, refuseAny } from './context.ts';
import { whoFinder } from './who.ts';

export const connectTelegram: Handler<'connectTelegram'> = ({ db, now }, { body }) => {
  const bot = readBotName(db) ?? refuse([{ path: [], fault: { code: 'bot-unknown' } }]);
  const find = whoFinder(db);
  const faults: LocatedFault[] = [];
  const named = new Map<number, Subscriber>();
  for (const [index, who] of body.subscribers.entries()) {
    const found = find(who);
    if (found.ok) named.set(found.value.id, found.value);
    else faults.push({ path: ['subscribers', index], fault: found.fault });
  }
  refuseAny(faults);
  deleteCodesBefore(db, now);
  const { zone } = readSchedule(db).value;
  const items = [...named.values()].map((subscriber) => {
    const { code, expiresAt } = newCode(db, subscriber.id, now);
    const link = `https://t.me/${bot}?start=${code}`;
    return { subscriber, link, expiresAt: formatInstant(expiresAt, zone) };
  });
  return { items };
};
