// `npm run demo`: the whole way from a staff list to an e-mail about a missed call, by the built program.
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { languageOf } from '../../src/cli/language.ts';
import type { Language } from '../../src/messages/types.ts';
import { asOfNow, recordings } from './calls.ts';
import { type Captions, captionsIn } from './captions.ts';
import { next } from './days.ts';
import { mailText, startMailServer } from './mail-server.ts';
import { isBuilt, type Pbxctl, PROGRAM, pbxctlIn, quoted } from './shell.ts';

type Demo = { language: Language; say: Captions; folder: string; pbxctl: Pbxctl };

const FIXTURES = fileURLToPath(new URL('../fixtures/demo', import.meta.url));
/** Clients who are no VIPs, so that on no day both rules of one person hold. */
const FIVE_NUMBERS = '+79752000201,+79752000202,+79752000203,+79752000204,+79752000205';
/** Where the recordings could have come from. */
const SOURCE = 'asterisk://pbxctl@10.0.0.5?name=office';
const [CLIENT = ''] = FIVE_NUMBERS.split(',');

/** As a comment of the shell, which a paste that begins too early does no harm with. */
const caption = (text: string): void =>
  console.log(`\n${styleText('bold', text.replaceAll(/^/gm, '# '))}`);

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

const pbxIn = (folder: string): string => `file:${join(folder, 'pbx.db')}`;

const fillFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pbxctl-demo-'));
  for (const file of ['staff.csv', 'clients.csv'])
    copyFileSync(join(FIXTURES, file), join(folder, file));
  writeFileSync(join(folder, 'calls.ami'), asOfNow(recordings(), Date.now()), 'latin1');
  return folder;
};

/** What the demo's commands run with, for a shell of the reader's own. */
const printPlace = (folder: string): void => {
  console.log(`cd ${quoted(folder)}`);
  console.log(`export PBX_URL=${quoted(pbxIn(folder))}`);
};

const start = ({ say, folder }: Demo): void => {
  caption(`${say.start}\n${say.newPbx}`);
  printPlace(folder);
};

const importPeople = async ({ say, pbxctl }: Demo): Promise<void> => {
  caption(say.staff);
  await pbxctl(['subscribers', 'import', 'staff.csv']);
  await pbxctl(['contacts', 'import', 'clients.csv']);
};

const addRules = async ({ language, say, pbxctl }: Demo): Promise<void> => {
  caption(say.weekend);
  const three = '103,kuznetsov@firm.ru,Григорий Мельник';
  const add = ['rules', 'add', '--addresses'];
  await pbxctl([...add, three, '--time', 'sat,sun', '--callers', FIVE_NUMBERS]);
  caption(say.vip);
  await pbxctl([...add, '101,102,103', '--time', 'working', '--callers', 'vip']);
  if (say.language === null) return;
  caption(say.language);
  await pbxctl(['settings', 'set', '--language', language]);
};

const changeRules = async ({ say, pbxctl }: Demo): Promise<void> => {
  caption(say.list);
  await pbxctl(['rules', 'list']);
  caption(say.edit);
  await pbxctl(['rules', 'edit', '4', '5', '--time', 'all']);
  caption(say.remove);
  await pbxctl(['rules', 'rm', '3', '--yes']);
  await pbxctl(['rules', 'list']);
};

const askRules = async ({ say, pbxctl }: Demo): Promise<void> => {
  const now = Date.now();
  const test = ['rules', 'test', '--to', '103', '--from', CLIENT, '--at'];
  caption(say.saturday);
  await pbxctl([...test, `${next('sat', now)} 11:20`, '--expect', 'notify']);
  caption(say.monday);
  await pbxctl([...test, `${next('mon', now)} 11:20`, '--expect', 'silent']);
};

const readCalls = async ({ say, pbxctl }: Demo): Promise<void> => {
  caption(say.calls);
  await pbxctl(['calls', 'read', '--format', 'ami', 'calls.ami', '--source', SOURCE]);
};

const sendMail = async ({ say, pbxctl }: Demo): Promise<void> => {
  caption(say.send);
  const server = await startMailServer();
  try {
    const environment = { PBX_SMTP_URL: server.url, PBX_MAIL_FROM: 'pbx@firm.ru' };
    await pbxctl(['notifications', 'send'], environment);
  } finally {
    await server.close();
  }
  const [mail] = server.mails;
  if (!mail || server.mails.length !== 1) throw new Error(say.mails(server.mails.length));
  caption(say.mail);
  console.log(indented(mailText(mail)));
};

const explainCalls = async ({ say, pbxctl }: Demo): Promise<void> => {
  caption(say.explain);
  await pbxctl(['calls', 'list']);
  await pbxctl(['calls', 'explain', '2']);
  await pbxctl(['calls', 'explain', '3']);
};

/** All that a new shell needs, to be pasted as it stands. */
const end = ({ say, folder }: Demo): void => {
  caption(`${say.end}\n${say.next}`);
  printPlace(folder);
  // Twice: once for the alias, once for the command that it stands for.
  console.log(`alias pbxctl=${quoted(quoted(PROGRAM))}`);
  console.log('pbxctl rules list --subscriber 101');
  console.log('pbxctl calls explain 1');
  console.log('pbxctl rules --help');
};

const demonstrate = async (language: Language, say: Captions): Promise<void> => {
  if (!isBuilt()) throw new Error(say.notBuilt);
  const folder = fillFolder();
  const pbxctl = pbxctlIn(folder, { PBX_URL: pbxIn(folder) }, say.failed);
  const demo: Demo = { language, say, folder, pbxctl };
  start(demo);
  const steps = [importPeople, addRules, changeRules, askRules, readCalls, sendMail, explainCalls];
  for (const step of steps) await step(demo);
  end(demo);
};

const language = languageOf(undefined, process.env);
try {
  await demonstrate(language, captionsIn(language));
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
