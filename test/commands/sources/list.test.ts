import { expect, test, vi } from 'vitest';
import { amiServer, recording, SECRET } from '../../support/ami.ts';
import { run } from '../../support/cli.ts';
import { office } from '../../support/office.ts';
import { cellsOf } from '../../support/problems.ts';
import { served } from '../../support/served.ts';
import { setupOf } from '../../support/source.ts';
import { t2Server } from '../../support/t2.ts';

const list = async (setups: Parameters<typeof served>[0] = {}) => {
  const pbx = await served(setups);
  const environment = { PBX_URL: pbx.url, PBX_TOKEN: await pbx.token('calls:read', 'rules:read') };
  return { pbx, list: (...flags: string[]) => run(['sources', 'list', ...flags], environment) };
};

test('shows how each source is doing', async () => {
  const ami = await amiServer({
    onLogin: ({ socket }) => void socket.write(recording('internal-no-answer')),
  });
  const { pbx, list: listed } = await list({ setups: [setupOf(ami.address)] });
  await vi.waitUntil(async () => (await pbx.pbx('listCalls', {})).items.length === 1);
  const [heading, row] = cellsOf(await listed());
  expect(heading).toEqual(expect.arrayContaining(['SOURCE', 'STATE', 'TAKEN', 'UNDECIDED']));
  expect(row?.slice(0, 2)).toEqual(['office', 'connected']);
  expect(row).toEqual(
    expect.arrayContaining([
      '1',
      'nobody with this number or extension is a subscriber of the PBX: 1',
    ]),
  );
});

test('says what is wrong with one that cannot be reached', async () => {
  const { pbx, list: listed } = await list({
    setups: [setupOf('asterisk://pbxctl@127.0.0.1:1?name=office')],
  });
  await vi.waitUntil(() => pbx.log().includes('cannot be reached'));
  const shown = await listed();
  expect(shown.stderr).toContain('office: asterisk://pbxctl@127.0.0.1:1 cannot be reached');
  expect(shown.stderr).toContain('Next: See that Asterisk runs');
  expect((await listed('-o', 'ids')).stdout).toBe('office\n');
  expect((await listed('-o', 'csv')).stdout).toContain('source-unreachable');
  expect((await listed('--json')).json()).toMatchObject([
    { name: 'office', state: 'waiting', error: { fault: { code: 'source-unreachable' } } },
  ]);
  expect(shown.stdout + pbx.log()).not.toContain(SECRET);
});

test('shows when both tokens of a T2 die, and warns of what it says that is new', async () => {
  const t2 = await t2Server();
  const { pbx, list: listed } = await list({ setups: [t2.setup()] });
  await vi.waitUntil(() => pbx.log().includes('source connected'));
  t2.add({ callStatus: 'TORN' });
  await vi.waitUntil(async () => (await pbx.pbx('listCalls', {})).items.length === 1, {
    timeout: 10_000,
  });
  const shown = await listed();
  const [heading, row] = cellsOf(shown);
  expect(row?.[heading?.indexOf('TOKENS UNTIL') ?? -1]).toMatch(
    /^20\d\d-\d\d-\d\d \d\d:\d\d, 20\d\d-\d\d-\d\d \d\d:\d\d$/,
  );
  expect(shown.stderr).toContain('callStatus=TORN: 1');
  expect((await listed('-o', 'csv')).stdout).toMatch(/accessUntil,refreshUntil/);
  const [source] = [(await listed('--json')).json()].flat();
  expect(Object(source).tokens.refreshUntil).toMatch(/^20/);
  expect(pbx.log() + shown.stdout).not.toContain(t2.pair().accessToken);
});

test('says of dead tokens what to do in the web page of the PBX', async () => {
  const t2 = await t2Server();
  t2.issue();
  const { pbx, list: listed } = await list({ setups: [t2.setup()] });
  await vi.waitUntil(() => pbx.log().includes('are dead'));
  const { stderr } = await listed();
  expect(stderr).toContain('main: the tokens of the T2 "main" are dead: they have been replaced');
  expect(stderr).toContain('Next: Make a new pair in the web page of the PBX');
});

test('warns where the steps of the dial plan do not come', async () => {
  const events = recording('internal-no-answer')
    .toString()
    .split(/(?<=\r\n\r\n)/);
  const ami = await amiServer({
    onLogin: ({ socket }) =>
      void socket.write(events.filter((event) => !event.startsWith('Event: Newexten')).join('')),
  });
  const { pbx, list: listed } = await list({ setups: [setupOf(ami.address)] });
  await vi.waitUntil(async () => (await pbx.pbx('listCalls', {})).items.length === 1);
  expect((await listed()).stderr).toContain('no events of the class dialplan come');
});

test('a service without sources says how to give it one', async () => {
  const { list: listed } = await list();
  expect((await listed()).stderr).toContain('pbxctl serve --source');
});

test('a PBX in a file has none, and says where they are', async () => {
  const { pbxctl } = await office();
  const listed = await pbxctl('sources list --json');
  expect(listed.json()).toEqual([]);
  expect((await pbxctl('sources list')).stderr).toContain('A PBX in a file listens to no source');
});
