// Makes the pictures of docs/pictures from the built program on a real pseudo-terminal: node test/pictures/pictures.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../src/client/embedded.ts';
import { type Started, startOnScreen } from '../support/pseudo-terminal.ts';
import { svgOf } from './svg.ts';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const [ENTER, TAB, DOWN, CTRL_S, CTRL_C, CLEAR] = [
  '\r',
  '\t',
  '\u001b[B',
  '\u0013',
  '\u0003',
  '\u0015',
];

const STAFF = [
  { name: 'Иванов Иван', extension: '101', number: '+79161000101', email: 'ivanov@firm.ru' },
  { name: 'Иванова Анна', extension: '102', email: 'anna@firm.ru' },
  { name: 'Петров Пётр', extension: '103', number: '+79161000103', email: 'petrov@firm.ru' },
  { name: 'Сидорова Ольга', extension: '104' },
  { name: 'Ивановский Сергей', extension: '105', email: 'sergey@firm.ru' },
];
const SATURDAYS = {
  kind: 'period' as const,
  days: ['sat' as const, 'sun' as const],
  intervals: [{ from: '10:00', to: '16:00' }],
};
const NUMBERS = ['+79161234567', '+74951234567', '+78123456789', '+79035550101', '+79261112233'];

/** Seen in the pictures, so it has no name made anew each time. */
const folder = join(tmpdir(), 'firm');
const path = join(folder, 'pbx.db');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const { pbx, store } = openEmbedded(path);
await pbx('batchSubscribers', { body: { upsert: STAFF } });
await pbx('batchRules', {
  body: {
    create: [
      { subscribers: ['101', '102'], time: { kind: 'working' }, callers: { kind: 'vip' } },
      { subscribers: ['103'], types: ['missed', 'voicemail'], time: SATURDAYS },
      { subscribers: ['104'], callers: { kind: 'listed', numbers: NUMBERS } },
      { subscribers: ['105'], types: ['voicemail'] },
    ],
  },
});
store.close();

const environment = { PBX_URL: 'file:pbx.db', XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };

const picture = (shown: Started, name: string, title: string): void =>
  writeFileSync(join(FOLDER, `${name}.svg`), svgOf(shown.terminal, title));

const started = (argv: readonly string[], rows: number, columns = 80): Started =>
  startOnScreen(argv, { environment, folder, rows, columns });

mkdirSync(FOLDER, { recursive: true });

const wizard = started(['rules', 'add'], 26);
await wizard.sees('Иванов Иван');
for (const name of ['петров', 'сидорова']) {
  wizard.type(CLEAR + name);
  await wizard.sees(new RegExp(`› ${name}`, 'i'));
  wizard.type(ENTER);
}
await wizard.sees('Выбрано: 2');
wizard.type(`${CLEAR}ива`);
await wizard.sees('› Иванов Иван');
picture(wizard, 'addresses', 'pbxctl rules add: вкладка «Адреса»');

wizard.type(`${TAB}${DOWN.repeat(5)} сб,вс 10:00-16:00${DOWN}${DOWN} `);
await wizard.sees('Номер: ▏');
wizard.type(`8 916 123-45-67${ENTER}8 (495) 123-45-67${ENTER}`);
await wizard.sees('+7 495 123-45-67');
picture(wizard, 'criteria', 'pbxctl rules add: вкладка «Критерии»');

wizard.type(CTRL_S);
await wizard.sees('Будет добавлено: 2 правила');
wizard.type(CTRL_C);
await wizard.ended;
wizard.stop();

const list = started(['rules', 'list'], 7, 112);
await list.ended;
picture(list, 'list', 'pbxctl rules list');
list.stop();
rmSync(folder, { recursive: true });
