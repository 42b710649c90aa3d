import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Office, office } from '../support/office.ts';
import { linesOf } from '../support/problems.ts';
import { onTerminal } from '../support/terminal.ts';

const staff = Array.from({ length: 40 }, (_, index) => {
  return { name: `Сотрудник ${index}`, extension: String(200 + index) };
});
const rules = [{ subscribers: staff.map(({ extension }) => extension) }];

/** A pager that says how many lines it was given. */
const paged = ({ folder }: Office): string => {
  const path = join(folder, 'pager');
  writeFileSync(path, '#!/bin/sh\necho "paged $(wc -l) lines, LESS=$LESS"\n');
  chmodSync(path, 0o755);
  return path;
};

const listing = async (
  { argv = ['rules', 'list'], shell }: { argv?: string[]; shell?: string },
  pager: (made: Office) => string = paged,
) => {
  const made = await office({ staff, rules });
  const environment = { PBX_URL: made.address, PAGER: pager(made) };
  const options = { environment, folder: made.folder, ...(shell !== undefined && { shell }) };
  return onTerminal(argv, options).ended;
};

describe('a list longer than the screen', () => {
  test('goes through the pager of its user', async () => {
    const { text, code } = await listing({});
    expect(code).toBe(0);
    expect(text).toBe('paged 41 lines, LESS=FRX\n');
  });

  test('with --wide has its lines not folded', async () => {
    const { text } = await listing({ argv: ['rules', 'list', '--wide'] });
    expect(text).toBe('paged 41 lines, LESS=FRXS\n');
  });

  test.each([
    ['--no-pager', ['rules', 'list', '--no-pager']],
    ['a form for programs', ['rules', 'list', '-o', 'csv']],
    ['JSON', ['rules', 'list', '--json']],
  ])('is not paged as %s', async (_, argv) => {
    const { text, code } = await listing({ argv });
    expect(code).toBe(0);
    expect(text).not.toContain('paged');
    expect(linesOf(text).length).toBeGreaterThan(40);
  });

  test('is not paged into a pipe', async () => {
    const { text } = await listing({ shell: '"$0" "$@" | cat' });
    expect(linesOf(text)).toHaveLength(41);
    expect(text).toContain('\t');
  });

  test.each([
    ['is turned off by an empty variable', () => ''],
    ['is not there', () => 'no-such-pager-anywhere 2>/dev/null'],
  ])('is printed if the pager %s', async (_, pager) => {
    const { text, code } = await listing({}, pager);
    expect(code).toBe(0);
    expect(linesOf(text)).toHaveLength(41);
  });

  test('ends well if its reader has seen enough', async () => {
    expect(await listing({}, () => 'head -n 1')).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^ID .*\n$/),
    });
  });
});

test('a list that fits the screen is not paged', async () => {
  const made = await office({ rules: [{ subscribers: ['101'] }] });
  const environment = { PBX_URL: made.address, PAGER: paged(made) };
  const { text } = await onTerminal(['rules', 'list'], { environment }).ended;
  expect(text).toMatch(/^ID /);
});
