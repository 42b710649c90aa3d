/**
 * A process of its own that renews tokens or only holds their lock:
 * `node test/support/t2-program.ts renew|hold <address> <file>`. It says `ready`, waits for a line, and says what came
 * of it.
 */
import { once } from 'node:events';
import { agentTrusting } from '../../src/client/agent.ts';
import { Problem } from '../../src/contract/problem.ts';
import { parseT2 } from '../../src/service/sources/t2/address.ts';
import { pairFile } from '../../src/service/sources/t2/pair-file.ts';
import { t2Session } from '../../src/service/sources/t2/session.ts';

const [, , verb, text = '', file = ''] = process.argv;
const parsed = parseT2(text);
if (!parsed.ok) throw new Error(parsed.fault.code);
const tokens = pairFile(file);
const dispatcher = agentTrusting(null);

const say = (words: unknown): void => void process.stdout.write(`${JSON.stringify(words)}\n`);

say('ready');
await once(process.stdin, 'data');
if (verb === 'hold') {
  await tokens.hold(async ({ prepare }) => {
    prepare();
    // Somebody else in the same process wants it, too, and must not take it away from there.
    void tokens.hold(async () => undefined);
    say('held');
    await once(process.stdin, 'data');
  });
} else {
  const session = t2Session({ address: parsed.value, tokens, dispatcher, clock: Date.now });
  try {
    await session.get('/employees');
    say('done');
  } catch (error) {
    say(error instanceof Problem ? error.faults[0]?.fault.code : String(error));
  }
}
await dispatcher.destroy();
process.stdin.destroy();
