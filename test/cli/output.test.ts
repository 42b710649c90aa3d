// What is printed where no terminal is; pipes of slow and of impatient readers are in test/e2e/pipes.test.ts.
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Output } from '../../src/cli/output.ts';
import { temporaryFolder } from '../support/cli.ts';

const opened = (path: string, flags: string): Output => {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return new Output(fd);
};

test('what is written is there when write returns', () => {
  const path = join(temporaryFolder(), 'out.txt');
  const output = opened(path, 'w');
  expect(output.write('Добро')).toBe(true);
  output.write(Buffer.from(' пожаловать'));
  output.write('0a', 'hex');
  expect(readFileSync(path, 'utf8')).toBe('Добро пожаловать\n');
});

test('whoever waits is told, and not before write returned', async () => {
  const output = opened(join(temporaryFolder(), 'out.txt'), 'w');
  let returned = false;
  const told = new Promise((resolve) => {
    output.write('a', (error) => resolve([returned, error]));
  });
  returned = true;
  expect(await told).toEqual([true, null]);
  expect(await new Promise((resolve) => output.write('b', 'utf8', resolve))).toBeNull();
});

test('what cannot be written is an event', async () => {
  const output = opened('/dev/full', 'w');
  const failed = once(output, 'error');
  expect(output.write('lost')).toBe(true);
  expect(await failed).toEqual([expect.objectContaining({ code: 'ENOSPC', syscall: 'write' })]);
});
