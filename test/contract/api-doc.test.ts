// docs/api.md: its examples run, in their order, against a PBX that was empty; its tables are those of the program.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Operation, SCOPES } from '../../src/contract/operation.ts';
import { operations } from '../../src/contract/pbx.ts';
import { PROBLEMS } from '../../src/contract/problem.ts';
import { ROOT } from '../support/cli.ts';
import { startPbx } from '../support/http.ts';

const text = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');

const shell = (script: string, environment: Record<string, string>): Promise<[number, string]> =>
  new Promise((resolve) => {
    const child = spawn('bash', ['-eu', '-c', script], { env: { ...process.env, ...environment } });
    let output = '';
    const add = (chunk: unknown) => {
      output += String(chunk);
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('close', (code) => resolve([code ?? -1, output]));
  });

test('every example succeeds', async () => {
  const examples = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, script = '']) => script);
  expect(examples.length).toBeGreaterThan(10);
  const pbx = await startPbx();
  const environment = { PBX: pbx.url, TOKEN: pbx.token(['admin']), no_proxy: '127.0.0.1' };
  try {
    for (const script of examples) {
      for (const line of script.trim().split('\n')) {
        expect(line).toMatch(/^curl -fsS /);
        const [code, output] = await shell(line, environment);
        expect(code, `${line}\n${output}`).toBe(0);
      }
    }
    expect(pbx.logs()).not.toContain('"level":50');
  } finally {
    await pbx.close();
  }
});

test('it tells every kind of problem that a service answers, with its status', () => {
  const told = [...text.matchAll(/^\| `([\w-]+)` \| (\d+) \|/gm)].map(([, type, status]) => [
    type,
    Number(status),
  ]);
  const { usage: _, unreachable: __, ...answered } = PROBLEMS;
  expect(Object.fromEntries(told)).toEqual(answered);
});

test('it tells every scope', () => {
  const told = [...text.matchAll(/^\| `([\w:]+)` \| [a-z]/gm)].map(([, scope]) => scope);
  expect(told).toEqual([...SCOPES]);
});

test.for(Object.values<Operation>(operations))('it tells $method $path', ({ method, path }) => {
  const named = path.replace(/\{\w+\}/, '{id}');
  const [, collection = ''] = /^(\/\w+)/.exec(path) ?? [];
  const line = text
    .split('\n')
    .find((one) => one.includes(`\`GET ${collection}\``) || one.includes(`${collection}\``));
  expect(text).toContain(method === 'POST' && named === collection ? collection : named);
  expect(line, collection).toContain(method);
});
