/** What a PBX rests on, as people see it: a line for each check, and below it what to do. */
import type { Check } from '../contract/service.ts';
import { cleanText } from '../domain/names.ts';
import { faultText } from '../messages/fault-text.ts';
import type { Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';
import { wallText } from './verdict.ts';

/** What was found where it was to be found; empty where the problems say all. */
const foundIn = (words: Words, check: Check, zone: string): string => {
  const { doctor } = words;
  switch (check.check) {
    case 'store':
      if (check.bytes === null) return '';
      return [
        doctor.size(check.bytes),
        ...(check.isSound === true ? [doctor.sound] : []),
        ...(check.isSound === null ? [doctor.notRead] : []),
      ].join(', ');
    case 'disk':
      return check.free === null ? doctor.inMemory : doctor.free(check.free);
    case 'clock':
      return check.now === null ? '' : wallText(check.now, zone);
    case 'zone':
      return check.zone ?? '';
    case 'email':
      if (check.status === 'off') return doctor.noMail;
      return check.status === 'failed'
        ? (check.server ?? '')
        : doctor.signedIn(check.server ?? '', check.isEncrypted === true);
    case 'telegram':
      if (check.status === 'off') return doctor.noBot;
      return check.bot === null ? '' : doctor.botKnown(check.bot);
    case 'queue':
      return check.channels
        .map(({ channel, waiting, oldest }) =>
          doctor.waiting(doctor.channels[channel], waiting, oldest && wallText(oldest, zone)),
        )
        .join('; ');
    case 'sources':
      return check.all === 0
        ? doctor.noSources
        : doctor.connected(check.connected.length, check.all);
  }
};

const COLOURS = { ok: 'green', warning: 'yellow', failed: 'red', off: 'dim' } as const;

const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));

export const printDiagnosis = (terminal: Terminal, checks: readonly Check[]): void => {
  const { out, colour, language } = terminal;
  const words = wordsIn(language);
  const { states, checks: names } = words.doctor;
  const [stateWidth, nameWidth] = [widest(Object.values(states)), widest(Object.values(names))];
  const zone = checks.find((check) => check.check === 'zone')?.zone ?? 'UTC';
  for (const check of checks) {
    const state = colour[COLOURS[check.status]](states[check.status].padEnd(stateWidth));
    const name = names[check.check].padEnd(nameWidth);
    out(`${state}  ${name}  ${cleanText(foundIn(words, check, zone))}`.trimEnd());
    for (const { fault } of check.problems) {
      const { message, next } = faultText(language, fault);
      out(`    ${message}`);
      if (next) out(`    ${colour.cyan(words.next)} ${next}`);
    }
  }
};
