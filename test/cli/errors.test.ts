import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { problemOf } from '../../src/cli/failures.ts';
import { withLines } from '../../src/cli/files.ts';
import { Problem, problem } from '../../src/contract/problem.ts';
import type { Fault } from '../../src/domain/fault.ts';
import { office } from '../support/office.ts';
import { errorOf, faultsOf } from '../support/problems.ts';

describe('a failure', () => {
  test('is told on stderr: what, where, and what to do next; stdout stays empty', async () => {
    const { pbxctl } = await office();
    const failed = await pbxctl('rules add --addresses 101 --callers vip --type voicemail');
    expect(failed).toMatchObject({ code: 2, stdout: '' });
    expect(failed.stderr).toMatch(/^PBX: .*\nError: --callers: .*\nNext: .*--type missed.*\n$/);
  });

  test('with --json is one document on stdout, as the API tells it', async () => {
    const { pbxctl } = await office();
    const failed = await pbxctl('rules show 77 --json');
    expect(failed.stderr).toBe('');
    expect(failed.json()).toEqual({
      error: {
        type: 'urn:pbxctl:problem:not-found',
        title: 'Not found',
        status: 404,
        detail: expect.stringContaining('77'),
        errors: [
          {
            path: '',
            message: expect.stringContaining('77'),
            next: expect.stringContaining('pbxctl rules list'),
            code: 'not-found',
            fault: { code: 'not-found', resource: 'rule', id: 77 },
          },
        ],
        exitCode: 5,
      },
    });
  });

  test('in a file has its place in the document', async () => {
    const { pbxctl, file } = await office();
    file('staff.csv', ['name,extension', 'Анна,x']);
    const failed = await pbxctl('subscribers import staff.csv --json');
    expect(errorOf(failed).errors).toEqual([
      expect.objectContaining({ path: 'extension', file: 'staff.csv', line: 2, column: 6 }),
    ]);
  });

  test.each([
    ['an unknown flag', 'rules list --colour'],
    ['an argument too many', 'rules list all'],
    ['a flag without its value', 'rules add --addresses'],
    ['a required flag left out', 'subscribers add --extension 110'],
    ['flags that exclude each other', 'rules edit 1 --callers vip --add-callers 102'],
    ['a value that a flag does not know', 'rules list -o xml'],
    ['text for a number', 'settings set --retention-days year'],
    ['a file left out', 'subscribers import'],
  ])('of the command line itself, %s: 2', async (_, line) => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl(`${line} --json`))).toEqual([2, 'usage']);
    const told = await pbxctl(line);
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr).toMatch(/^Error: /);
    expect(told.stderr).not.toMatch(/\n {4}at /);
  });

  test('that is a bug shows its stack for DEBUG=* only', async () => {
    const { pbxctl } = await office();
    const quiet = await pbxctl('rules show 77');
    expect(quiet.stderr).not.toMatch(/\n {4}at /);
    const loud = await pbxctl('rules show 77', { environment: { DEBUG: '*' } });
    expect(loud.stderr).toMatch(/\n {4}at /);
    expect(loud.code).toBe(5);
  });
});

describe('what a command threw', () => {
  test('is a bug unless it is a known failure: 1', async () => {
    const failure = await problemOf(new TypeError('x is not a function'));
    expect(failure.faults).toEqual([
      { path: [], fault: { code: 'bug', text: 'x is not a function' } },
    ]);
    expect(exitCodeOf(failure)).toBe(1);
  });

  test('is an interruption when a question is left by Ctrl-C: 130', async () => {
    const error = Object.assign(new Error('User force closed'), { name: 'ExitPromptError' });
    expect(exitCodeOf(await problemOf(error))).toBe(130);
  });

  test.each([
    ['usage', 2],
    ['invalid', 2],
    ['not-found', 5],
    ['conflict', 6],
    ['stale', 6],
    ['failed', 1],
    ['unavailable', 1],
  ] as const)('%s exits with %i', (type, code) => {
    expect(exitCodeOf(problem(type, { code: 'address-empty' }))).toBe(code);
  });

  test('what a file names and is not there is invalid input', () => {
    const place = { file: 'staff.txt', line: 3, column: null };
    const fault: Fault = { code: 'address-unknown', address: 'x', nearest: [] };
    expect(exitCodeOf(new Problem('not-found', [{ path: [], fault, place }]))).toBe(2);
  });
});

describe('faults of a request made from a file', () => {
  const lines = [2, 3, 7];
  const relocated = async (path: (string | number)[], fault: Fault) => {
    const request = Promise.reject(problem('invalid', fault, path));
    const error = await withLines('staff.csv', 'upsert', lines, request).catch(problemOf);
    return error instanceof Problem ? error.faults : [];
  };

  test('are told by the lines of their entries', async () => {
    expect(await relocated(['upsert', 2, 'name'], { code: 'name-empty' })).toEqual([
      {
        path: ['name'],
        fault: { code: 'name-empty' },
        place: { file: 'staff.csv', line: 7, column: null },
      },
    ]);
  });

  test('name another entry by its line as well', async () => {
    const [located] = await relocated(['upsert', 2], { code: 'row-twice', of: 0 });
    expect(located?.fault).toEqual({ code: 'row-twice', of: 2 });
  });

  test('stay where they are if they are of no entry', async () => {
    const located = { path: ['upsert'], fault: { code: 'field-too-long', most: 3 } } as const;
    expect(await relocated(['upsert'], located.fault)).toEqual([located]);
  });

  test('are no faults if it was a bug', async () => {
    const request = Promise.reject(new TypeError('x is not a function'));
    await expect(withLines('staff.csv', 'upsert', lines, request)).rejects.toThrow(TypeError);
  });
});
