/**
 * A program that uses a store as another process does. `node store-program.ts <verb> <path> [<name>]` loads all it
 * needs, says `ready`, waits for its standard input to say anything, does what the verb says, and tells the outcome
 * in one line of JSON.
 */
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbedded } from '../../src/client/embedded.ts';
import { Problem } from '../../src/contract/problem.ts';
import { pbxOver } from '../../src/service/service.ts';
import { openStore } from '../../src/service/store/database.ts';

const [verb = '', path = '', name = '0'] = process.argv.slice(2);

/** A rule for Анна that no other has: it lists a number of its own. */
const listing = (index: number) => ({
  subscribers: [1],
  callers: {
    kind: 'listed' as const,
    numbers: [`+7916${name}${String(index).padStart(6, '0')}`],
  },
});

const withPbx = async <T>(work: (pbx: ReturnType<typeof pbxOver>) => Promise<T>): Promise<T> => {
  const store = openStore({ path });
  try {
    return await work(pbxOver({ store, actor: `local:${name}`, clock: () => Date.now() }));
  } finally {
    store.close();
  }
};

const verbs: Record<string, () => unknown> = {
  /** Opens the file, making it if it is not there. */
  open: () => openStore({ path }).close(),
  /** Writes in a file that is still as SQLite makes it, and takes its time. */
  hold: async () => {
    const connection = new DatabaseSync(path);
    connection.exec('begin immediate');
    process.stdout.write('holds\n');
    await pause(300);
    connection.exec('commit');
    connection.close();
  },
  /** Fifty changes, each a transaction of its own. */
  write: () =>
    withPbx(async (pbx) => {
      for (let index = 0; index < 50; index++) await pbx('createRules', { body: listing(index) });
      return 50;
    }),
  /** The very rule that the others want, too. */
  same: () =>
    withPbx(async (pbx) => {
      const { created, unchanged } = await pbx('createRules', { body: { subscribers: [1] } });
      return [created.length, unchanged.length];
    }),
  /** One change with a rule for each of a thousand subscribers. */
  many: () =>
    withPbx(async (pbx) => {
      const subscribers = Array.from({ length: 1000 }, (_, index) => index + 1);
      return (await pbx('createRules', { body: { subscribers } })).created.length;
    }),
  /** What `pbxctl` does: the actor is whoever runs it. */
  embedded: async () => {
    const { pbx, store } = openEmbedded(path);
    await pbx('createContact', { body: { name: 'Клиент', numbers: ['105'] } });
    const row = store.read((db) => db.get('select actor from audit'));
    store.close();
    return row?.actor;
  },
};

process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
try {
  const outcome = await verbs[verb]?.();
  process.stdout.write(`${JSON.stringify({ outcome: outcome ?? null })}\n`);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stdout.write(`${JSON.stringify({ refused: error.faults.map(({ fault }) => fault) })}\n`);
}
