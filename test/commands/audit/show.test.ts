import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { run, temporaryPbx } from '../../support/cli.ts';
import { codesOf } from '../../support/served.ts';

const changed = async () => {
  const environment = { PBX_URL: temporaryPbx() };
  for (const extension of ['101', '102', '103']) {
    const argv = ['subscribers', 'add', '--name', `N${extension}`, '--extension', extension];
    await run(argv, environment);
  }
  return (...words: string[]) => run(['audit', 'show', ...words], environment);
};

const idsIn = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.map((entry) => Object(entry).id) : [];

describe('pbxctl audit show', () => {
  test('shows changes whole, as YAML or as JSON', async () => {
    const show = await changed();
    const told = await show('2');
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(parse(told.stdout)).toMatchObject([
      { id: 2, action: 'create', before: null, after: { name: 'N102', extension: '102' } },
    ]);
    expect((await show('2', '--json')).json()).toEqual(parse(told.stdout));
  });

  test('takes several ids and ranges', async () => {
    const show = await changed();
    expect(idsIn((await show('1', '2-9', '--json')).json())).toEqual([3, 2, 1]);
  });

  test('refuses a single id that is none with 5', async () => {
    const show = await changed();
    const refused = await show('1', '7', '--json');
    expect([refused.code, ...codesOf(refused)]).toEqual([5, 'not-found']);
  });

  test('needs ids', async () => {
    const show = await changed();
    const refused = await show('--json');
    expect([refused.code, ...codesOf(refused)]).toEqual([2, 'ids-missing']);
  });
});
