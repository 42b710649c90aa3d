import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Problem } from '../../../../src/contract/problem.ts';
import { pairFile } from '../../../../src/service/sources/t2/pair-file.ts';
import { temporaryFolder } from '../../../support/cli.ts';
import { problemOf } from '../../../support/pbx.ts';
import { type TestT2, t2Server } from '../../../support/t2.ts';
import { t2Token } from '../../../support/t2-server.ts';

const PROGRAM = fileURLToPath(new URL('../../../support/t2-program.ts', import.meta.url));

const pairOf = (lives = 1) => ({
  accessToken: t2Token('ACCESS_OPENAPI_TOKEN', Date.now() + lives * 86_400_000),
  refreshToken: t2Token('REFRESH_OPENAPI_TOKEN', Date.now() + lives * 86_400_000),
});
const kept = (lives?: number) => ({ ...pairOf(lives), renewedAt: 1_795_000_000_000 });

const rightsOf = (path: string): number => statSync(path).mode & 0o777;

const codes = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.faults.map(({ fault }) => fault.code);
    throw error;
  }
  return [];
};

describe('a pair of tokens at rest', () => {
  it('is what was saved last, for its user alone, and nothing lies beside it but the lock', async () => {
    const path = join(temporaryFolder(), 'sources', 't2-main.json');
    const file = pairFile(path);
    expect(file.read()).toBeNull();
    const [one, other] = [kept(1), kept(2)];
    await file.hold(async ({ pair, save }) => {
      expect(pair).toBeNull();
      save(one);
    });
    await file.hold(async ({ pair, save }) => {
      expect(pair).toEqual(one);
      save(other);
    });
    expect(pairFile(path).read()).toEqual(other);
    expect([rightsOf(path), rightsOf(dirname(path))]).toEqual([0o600, 0o700]);
    expect(readdirSync(dirname(path)).sort()).toEqual(['t2-main.json', 't2-main.json.lock']);
  });

  it('may be made by hand, of two lines', () => {
    const path = join(temporaryFolder(), 't2.txt');
    const { accessToken, refreshToken } = pairOf();
    writeFileSync(path, `${accessToken}\n${refreshToken}\n`);
    expect(pairFile(path).read()).toEqual({ accessToken, refreshToken, renewedAt: null });
  });

  it('stays where a link leads', async () => {
    const folder = temporaryFolder();
    const [path, link] = [join(folder, 'real.json'), join(folder, 'link.json')];
    writeFileSync(path, JSON.stringify(pairOf()));
    symlinkSync(path, link);
    const saved = kept(3);
    await pairFile(link).hold(async ({ save }) => save(saved));
    expect(pairFile(path).read()).toEqual(saved);
    expect(readdirSync(folder).sort()).toEqual(['link.json', 'real.json', 'real.json.lock']);
  });

  it('is as it was if what should have come did not', async () => {
    const path = join(temporaryFolder(), 't2.json');
    const before = kept();
    const file = pairFile(path);
    await file.hold(async ({ save }) => save(before));
    const work = file.hold(async ({ prepare }) => {
      prepare();
      throw new Error('no network');
    });
    await expect(work).rejects.toThrow('no network');
    expect(file.read()).toEqual(before);
    expect(readdirSync(dirname(path)).sort()).toEqual(['t2.json', 't2.json.lock']);
  });

  it('that was written when its process died, and not yet moved, is not lost', async () => {
    const path = join(temporaryFolder(), 't2.json');
    const [old, fresh] = [kept(1), kept(2)];
    writeFileSync(path, JSON.stringify(old));
    writeFileSync(`${path}.new`, JSON.stringify({ ...fresh, renewedAt: undefined }));
    expect(await pairFile(path).hold(async ({ pair }) => pair)).toMatchObject({
      accessToken: fresh.accessToken,
    });
  });

  it('but half a one is, and one that a person has replaced since', async () => {
    const path = join(temporaryFolder(), 't2.json');
    const own = kept(1);
    writeFileSync(`${path}.new`, '{"accessToken": "ey');
    writeFileSync(path, JSON.stringify({ ...own, renewedAt: undefined }));
    const { accessToken } = own;
    expect(await pairFile(path).hold(async ({ pair }) => pair)).toMatchObject({ accessToken });
    writeFileSync(`${path}.new`, JSON.stringify(kept(2)));
    utimesSync(`${path}.new`, 1, 1);
    expect(await pairFile(path).hold(async ({ pair }) => pair)).toMatchObject({ accessToken });
    expect(readdirSync(dirname(path)).sort()).toEqual(['t2.json', 't2.json.lock']);
  });

  it('that cannot be read or kept is told with its file', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 't2.json');
    writeFileSync(path, 'no tokens here');
    expect(codes(() => pairFile(path).read())).toEqual(['t2-tokens-count']);
    mkdirSync(join(folder, 'taken.json'));
    expect(codes(() => pairFile(join(folder, 'taken.json')).read())).toEqual([
      't2-tokens-unreadable',
    ]);
    const nowhere = pairFile(join(path, 'below', 't2.json'));
    const refused = await problemOf(nowhere.hold(async () => undefined));
    expect(refused.faults).toMatchObject([{ fault: { code: 't2-tokens-unwritable' } }]);
  });

  it('is known to be unwritable before the old one is given up', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 't2.json');
    writeFileSync(path, JSON.stringify(pairOf()));
    mkdirSync(`${path}.new`);
    const work = pairFile(path).hold(async ({ prepare }) => {
      prepare();
      expect.unreachable();
    });
    expect((await problemOf(work)).faults).toMatchObject([
      { fault: { code: 't2-tokens-unwritable' } },
    ]);
    chmodSync(folder, 0o700);
  });
});

type Program = { child: ChildProcess; go: () => void; next: () => Promise<unknown> };

const program = async (verb: 'renew' | 'hold', { address, file }: TestT2): Promise<Program> => {
  const child = spawn(process.execPath, [PROGRAM, verb, address, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const next = async () => JSON.parse(String((await once(child.stdout, 'data'))[0]));
  expect(await next()).toBe('ready');
  return { child, go: () => void child.stdin.write('go\n'), next };
};

describe('several processes with one pair', () => {
  it('renew it once, whoever is first, and all go on with the new one', async () => {
    const t2 = await t2Server({ renewalMilliseconds: 100 });
    t2.issue({ access: 1 });
    writeFileSync(t2.file, JSON.stringify(t2.pair()));
    const programs = await Promise.all([1, 2, 3].map(() => program('renew', t2)));
    const said = programs.map(({ next }) => next());
    for (const { go } of programs) go();
    expect(await Promise.all(said)).toEqual(['done', 'done', 'done']);
    expect(t2.renewals()).toBe(1);
    expect(t2.kept()).toMatchObject(t2.pair());
  });

  it('do not wait for one that was killed while it held the lock', async () => {
    const t2 = await t2Server();
    t2.issue({ access: 1 });
    writeFileSync(t2.file, JSON.stringify(t2.pair()));
    const holder = await program('hold', t2);
    const held = holder.next();
    holder.go();
    expect(await held).toBe('held');
    const other = await program('renew', t2);
    const said = other.next();
    other.go();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(t2.renewals()).toBe(0);
    holder.child.kill('SIGKILL');
    expect(await said).toBe('done');
    expect(t2.kept()).toMatchObject(t2.pair());
    expect(readFileSync(t2.file, 'utf8')).toContain('renewedAt');
  });
});
