import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { PROGRAM, spawnShell } from '../support/cli.ts';
import { CLIENTS, type Office, office, reportedCall, wordsOf } from '../support/office.ts';
import { linesOf } from '../support/problems.ts';

const full = async (): Promise<Office> => {
  const made = await office({
    rules: [{ subscribers: ['101'] }],
    clients: CLIENTS,
    calls: [reportedCall()],
  });
  made.file('staff.csv', 'name,extension\nЕва,120');
  made.file('clients.csv', 'name,numbers\nЛютик,+79161234501');
  made.file('calls.json', '[]');
  made.file('staff.txt', '101');
  return made;
};

/** Commands of every kind, also such as fail; none is told to read stdin. */
const LINES = [
  'rules list',
  'rules add --addresses-file staff.txt',
  'rules rm 1',
  'rules show',
  'subscribers import',
  'contacts import clients.csv',
  'calls explain',
  'calls report calls.json',
  'notifications send',
  '--help',
];

describe('stdin', () => {
  test("that is a loop's own is left to the loop", { timeout: 120_000 }, async () => {
    const { folder, address } = await full();
    const loop = `i=0; while read -r line; do
        set -- $(sed -n "$((i=i+1))p" lines.txt | tr ' ' '\\n')
        pbxctl "$@" >/dev/null 2>&1
        echo "$line"
      done <lines.txt`;
    const made = { environment: { PBX_URL: address }, folder };
    const lines = LINES.join('\n');
    await spawnShell('cat >lines.txt', { ...made, input: `${lines}\n` });
    const { stdout } = await spawnShell(loop, made);
    expect(linesOf(stdout)).toEqual(LINES);
  });

  test('that stays open and says nothing holds nobody up', async () => {
    const { folder, address } = await full();
    const env = { ...process.env, PBX_URL: address };
    const codes = await Promise.all(
      ['rules list', 'rules show', 'subscribers import', 'rules add'].map(async (line) => {
        const child = spawn(process.execPath, [PROGRAM, ...wordsOf(line)], {
          cwd: folder,
          env,
          stdio: ['pipe', 'ignore', 'ignore'],
          timeout: 20_000,
        });
        const [code] = await once(child, 'exit');
        child.stdin.destroy();
        return code;
      }),
    );
    expect(codes).toEqual([0, 2, 2, 2]);
  });

  test('is read for - wherever a file or ids stand', async () => {
    const { folder, address } = await full();
    const made = { environment: { PBX_URL: address }, folder };
    const line = `
      echo 1 | pbxctl rules show - -o ids
      cat staff.csv | pbxctl subscribers import - --json | tr -d ' \\n'
      echo; printf '102\\n103\\n' | pbxctl rules add --addresses-file - --json | grep -c '"revision"'`;
    expect(linesOf((await spawnShell(line, made)).stdout)).toEqual([
      '1',
      '{"created":1,"updated":0,"unchanged":0}',
      '2',
    ]);
  });

  test('that is closed is no trouble', async () => {
    const { folder, address } = await full();
    const made = { environment: { PBX_URL: address }, folder };
    expect(await spawnShell('pbxctl rules list -o ids <&-', made)).toMatchObject({
      code: 0,
      stdout: '1\n',
    });
  });
});
