import { describe, expect, test } from 'vitest';
import { office, reportedCall } from '../support/office.ts';
import { cellsOf, linesOf } from '../support/problems.ts';

/** Clears the screen, sets the title, colours what follows, breaks the line, writes from right to left. */
const EVIL = '\u001b[2J\u001b]0;owned\u0007\u009b31mРоза\r\nLtd\u2028\t\u202eoke\u007f';

/** Everything that could steer a terminal, apart from the end of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STEERS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

const called = () =>
  office({
    rules: [{ subscribers: ['101'] }],
    clients: [{ name: `Клиент ${EVIL}`, numbers: ['+79161234567'], vip: true }],
    calls: [
      reportedCall({
        source: `pbx${EVIL}`,
        sourceCallId: EVIL,
        caller: { number: '+79161234567', name: EVIL },
        dialled: `+7800${EVIL}`,
        voicemail: { mailbox: EVIL },
        raw: { [EVIL]: EVIL },
      }),
      reportedCall({ sourceCallId: 'b', subscriber: EVIL, caller: { number: EVIL } }),
    ],
  });

describe('text from outside never steers the terminal', () => {
  test.each([
    'calls list',
    'calls list -o table',
    'calls list -o csv',
    'calls list -o yaml',
    'calls list -o ids',
    'calls list --json',
    'calls explain 1',
    'calls explain 1 --json',
    'calls explain 2',
    'calls report calls.ndjson',
    'calls report calls.ndjson --json',
    'contacts list',
    'contacts list -o table',
    'contacts list -o csv',
    'contacts list -o yaml',
    'contacts list --json',
    'contacts show 1',
    'rules list -o table',
    'rules test --to 101 --from +79161234567',
  ])('%s', async (line) => {
    const { pbxctl, file } = await called();
    file(
      'calls.ndjson',
      JSON.stringify(reportedCall({ sourceCallId: 'c', caller: { name: EVIL } })),
    );
    for (const columns of [undefined, 100]) {
      const options = { environment: { NO_COLOR: '1' }, ...(columns && { columns }) };
      const { code, stdout, stderr } = await pbxctl(line, options);
      expect(code).toBe(0);
      expect(stdout.replaceAll('\t', ' ')).not.toMatch(STEERS);
      expect(stderr).not.toMatch(STEERS);
    }
  });

  test.each([
    [`rules list --subscriber "${EVIL}"`],
    [`rules show "${EVIL}"`],
    [`rules add --addresses "${EVIL}"`],
    [`rules add --addresses 101 --time "${EVIL}"`],
    [`rules add --addresses 101 --callers "${EVIL}"`],
    [`rules add --addresses-file "${EVIL}"`],
    [`subscribers add --name A --extension "${EVIL}"`],
    [`subscribers import "${EVIL}"`],
    [`settings set --straight-number "${EVIL}"`],
    [`schedule set --zone "${EVIL}"`],
    [`rules test --to 101 --at "${EVIL}"`],
    [`rules list --pbx "${EVIL}"`],
    [`rules list "--${EVIL}"`],
  ])('nor does it in an error: %j', async (line) => {
    const { pbxctl } = await office();
    const { code, stderr } = await pbxctl(line);
    expect(code).toBeGreaterThan(0);
    expect(stderr).not.toMatch(STEERS);
    expect((await pbxctl(`${line} --json`)).stdout).not.toMatch(STEERS);
  });

  test('nor does what a file holds', async () => {
    const { pbxctl, file } = await office();
    file('staff.csv', ['name,extension', `"${EVIL}",x${EVIL.replaceAll(/[\r\n]/g, '')}`]);
    file('heading.csv', [`name,extension,"${EVIL}"`, 'a,101,b']);
    file('staff.txt', `101${EVIL}`);
    for (const line of [
      'subscribers import staff.csv',
      'subscribers import heading.csv',
      'rules add --addresses-file staff.txt',
    ]) {
      const { code, stderr } = await pbxctl(line);
      expect(code).toBe(2);
      expect(stderr).not.toMatch(STEERS);
    }
  });

  test('a caller stays in one cell and one row', async () => {
    const { pbxctl } = await called();
    const listed = await pbxctl('calls list');
    expect(cellsOf(listed).map((cells) => cells.length)).toEqual([6, 6, 6]);
    const csv = linesOf((await pbxctl('calls list -o csv')).stdout);
    expect(csv).toHaveLength(3);
  });
});
