// The demo's calls: three that a real Asterisk made, as its manager told them.
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../fixtures/asterisk/', import.meta.url);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** By the names of their recordings: 101 rang out, the caller hung up, another answered. */
export const RECORDED = [
  'multichannel-direct-no-answer',
  'multichannel-direct-caller-cancelled',
  'ring-group-answered-elsewhere',
];

/** The seconds of an id: `1795345576.8`. */
const ID = /\b(\d{10})(\.\d+)\b/g;
const WALL_CLOCK = /^((?:Start|Answer|End)Time: )(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\r$/gm;

const wallClock = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

export const recordings = (): string =>
  RECORDED.map((name) => readFileSync(new URL(`${name}.ami`, FOLDER), 'latin1')).join('');

/**
 * The recording as if the last of its calls had begun two minutes ago, as far apart as they were: Asterisk's times are
 * in its ids and in its records. Their own would not do, since what began more than a day ago is told to nobody.
 */
export const asOfNow = (recording: string, now: number): string => {
  const starts = [...recording.matchAll(ID)].map(([, seconds]) => Number(seconds));
  const by = Math.floor((now - 2 * MINUTE) / SECOND) - Math.max(...starts);
  return recording
    .replace(ID, (_, seconds, count) => `${Number(seconds) + by}${count}`)
    .replace(WALL_CLOCK, (_, name, date, time) => {
      const moved = Date.parse(`${date}T${time}Z`) + by * SECOND;
      return `${name}${wallClock(moved)}\r`;
    });
};
