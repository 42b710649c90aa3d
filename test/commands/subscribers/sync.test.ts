import { describe, expect, test } from 'vitest';
import { type Office, office } from '../../support/office.ts';
import { codesOf } from '../../support/served.ts';
import { type TestT2, t2Server } from '../../support/t2.ts';

const employee = (shortNumber: string, change: object = {}) => ({
  employeeId: Number(shortNumber),
  name: 'Имя',
  surname: `Фамилия ${shortNumber}`,
  shortNumber,
  email: `s${shortNumber}@firm.ru`,
  ...change,
});

const twelve = Array.from({ length: 12 }, (_, index) => employee(String(201 + index)));

const withT2 = async (employees: readonly object[], staff: object[] = []) => {
  const t2 = await t2Server();
  t2.employees.push(...employees);
  const made = await office({ staff });
  const environment = { PBX_SOURCE_MAIN_SECRET_FILE: t2.file };
  const sync = (flags = '') =>
    made.pbxctl(`subscribers sync --from "${t2.address}" ${flags}`, { environment });
  return { t2, made, sync };
};

const people = async ({ pbxctl }: Office): Promise<Record<string, unknown>[]> =>
  [(await pbxctl('subscribers list --json')).json()].flat().map((one) => Object(one));

const replace = ({ employees }: TestT2, ...others: object[]): void => {
  employees.splice(0, employees.length, ...others);
};

describe('pbxctl subscribers sync', () => {
  test('adds and changes, and run twice changes nothing', async () => {
    const { made, sync } = await withT2(
      [employee('101', { email: ' ', fullNumber: '79160000101' }), employee('102')],
      [{ name: 'Анна', extension: '101', email: 'anna@firm.ru' }],
    );
    const synced = await sync('--json');
    expect(synced.json()).toEqual({ created: 1, updated: 1, unchanged: 0 });
    expect(await people(made)).toMatchObject([
      {
        name: 'Фамилия 101 Имя',
        extension: '101',
        number: '+79160000101',
        // T2 has none for her: it stays.
        email: 'anna@firm.ru',
      },
      { name: 'Фамилия 102 Имя', extension: '102', email: 's102@firm.ru' },
    ]);
    expect((await sync('--json')).json()).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect((await sync()).stderr).toContain('Subscribers: 0 added, 0 changed, 2 unchanged');
  });

  test('--dry-run says what it would do, and does nothing', async () => {
    const { made, sync } = await withT2([employee('101')]);
    const before = made.rows();
    const dry = await sync('--dry-run');
    expect(dry.stderr).toContain('Dry run, nothing was written. It would be: Subscribers: 1 added');
    expect(made.rows()).toEqual(before);
  });

  test('tells what it leaves out, and takes the rest', async () => {
    const { made, sync } = await withT2([
      employee('101', { email: 'info@firm.ru' }),
      employee('102', { email: 'INFO@firm.ru', fullNumber: '7' }),
      { employeeId: 9, name: 'Без номера' },
      { employeeId: 10, shortNumber: '103' },
    ]);
    const synced = await sync();
    expect(synced.code).toBe(0);
    expect(synced.stderr).toContain('left out the e-mail: "INFO@firm.ru" is "Фамилия 101 Имя"\'s');
    expect(synced.stderr).toContain('Фамилия 102 Имя: left out the number: ');
    expect(synced.stderr).toContain('Без номера: left out: ');
    expect((await people(made)).map(({ name, email }) => [name, email])).toEqual([
      ['Фамилия 101 Имя', 'info@firm.ru'],
      ['Фамилия 102 Имя', null],
      ['103', null],
    ]);
  });

  test('a nameless employee keeps the name that he has here', async () => {
    const { made, sync } = await withT2(
      [{ employeeId: 1, shortNumber: '101' }],
      [{ name: 'Анна', extension: '101' }],
    );
    await sync();
    expect(await people(made)).toMatchObject([{ name: 'Анна' }]);
  });

  test('--prune removes who is no employee any more, once that is confirmed', async () => {
    const { t2, made, sync } = await withT2(twelve);
    await sync();
    replace(t2, ...twelve.slice(0, 10));
    expect(codesOf(await sync('--prune --json'))).toEqual(['confirmation-missing']);
    const pruned = await sync('--prune --yes --json');
    expect(pruned.json()).toEqual({ created: 0, updated: 0, unchanged: 10, removed: 2 });
    expect(await people(made)).toHaveLength(10);
  });

  test('--prune stops before it removes much, and before it removes everybody', async () => {
    const { t2, made, sync } = await withT2(twelve);
    await sync();
    replace(t2, ...twelve.slice(0, 6));
    const much = await sync('--prune --yes --json');
    expect([much.code, codesOf(much)]).toEqual([6, ['too-much-changes']]);
    replace(t2);
    const all = await sync('--prune --yes --force --json');
    expect([all.code, codesOf(all)]).toEqual([6, ['t2-nobody']]);
    expect(await people(made)).toHaveLength(12);
    replace(t2, ...twelve.slice(0, 6));
    expect(await sync('--prune --yes --force')).toMatchObject({ code: 0 });
    expect(await people(made)).toHaveLength(6);
  });

  test('whom nobody can tell apart is told by his name, and nothing is taken', async () => {
    const { made, sync } = await withT2(
      [employee('101', { fullNumber: '79160000102', email: null }), employee('103')],
      [
        { name: 'Анна', extension: '101' },
        { name: 'Борис', extension: '102', number: '+79160000102' },
      ],
    );
    const before = made.rows();
    const refused = await sync('--json');
    expect([refused.code, codesOf(refused)]).toEqual([2, ['Фамилия 101 Имя fits-several']]);
    expect(made.rows()).toEqual(before);
  });

  test.each([
    ['403', { status: 403, body: '{"details":"no tariff"}' }, 4, 't2-refused'],
    ['HTML', { status: 200, body: '<html>' }, 7, 't2-foreign'],
    ['an object', { status: 200, body: '{}' }, 7, 't2-foreign'],
  ])('says what is wrong when T2 answers with %s', async (_, mishap, code, fault) => {
    const { t2, made, sync } = await withT2([employee('101')]);
    t2.meet('/employees', mishap, mishap);
    const before = made.rows();
    const refused = await sync('--json');
    expect([refused.code, codesOf(refused)]).toEqual([code, [fault]]);
    expect(made.rows()).toEqual(before);
  });

  test('without tokens says how to sign in', async () => {
    const { pbxctl } = await office();
    const environment = { PBX_SOURCE_MAIN_SECRET_FILE: '/nowhere/t2.json' };
    const refused = await pbxctl('subscribers sync --from t2', { environment });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('pbxctl sources login t2');
    const unlike = await pbxctl('subscribers sync --from asterisk://u@h?name=a --json');
    expect([unlike.code, codesOf(unlike)]).toEqual([2, ['--from source-unlike']]);
  });
});
