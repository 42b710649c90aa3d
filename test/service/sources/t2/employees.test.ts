import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/contract/problem.ts';
import type { SubscriberPatch } from '../../../../src/domain/subscriber.ts';
import { readEmployees } from '../../../../src/service/sources/t2/employees.ts';

/** Nobody is known, but for whom the e-mail `known@firm.ru` or the extension 199 means. */
const CONTEXT = {
  region: 'RU',
  isKnown: ({ email, extension }: SubscriberPatch) =>
    email === 'known@firm.ru' || extension === '199',
};

const read = (...employees: object[]) => readEmployees(employees, CONTEXT, 't2');

const codes = (...employees: object[]) =>
  read(...employees).leftOut.map(({ employee, field, fault }) => [employee, field, fault.code]);

describe('the employees of a T2', () => {
  it('are rows of subscribers, with numbers in their one form', () => {
    expect(
      read({
        employeeId: 5531,
        name: 'Анна',
        surname: 'Иванова',
        fullNumber: '79160000101',
        shortNumber: '1234',
        email: 'Anna@firm.ru',
        groupName: 'Продажи',
      }),
    ).toEqual({
      rows: [
        { name: 'Иванова Анна', number: '+79160000101', extension: '1234', email: 'Anna@firm.ru' },
      ],
      leftOut: [],
    });
  });

  it('what T2 leaves blank is not in the row, so that it stays as it is', () => {
    const blank = { name: ' ', surname: null, fullNumber: '', email: '  ' };
    expect(read({ employeeId: 1, shortNumber: '199', ...blank }).rows).toEqual([
      { extension: '199' },
    ]);
    expect(read({ employeeId: 1, name: 'Анна', shortNumber: '101' }).rows).toEqual([
      { name: 'Анна', extension: '101' },
    ]);
  });

  it('whoever is new and has no name is called by his extension or number', () => {
    expect(read({ employeeId: 1, shortNumber: '101' }).rows).toEqual([
      { name: '101', extension: '101' },
    ]);
    expect(read({ employeeId: 1, fullNumber: '79160000101' }).rows).toEqual([
      { name: '+79160000101', number: '+79160000101' },
    ]);
  });

  it('who has lost his numbers is still an employee: he keeps those that he has here', () => {
    const lost = { employeeId: 1, name: 'Анна', email: 'known@firm.ru' };
    expect(read(lost)).toEqual({ rows: [{ name: 'Анна', email: 'known@firm.ru' }], leftOut: [] });
  });

  it('who can be called by nothing is left out, and said', () => {
    const nobody = { employeeId: 7, name: 'Пётр', email: 'p@firm.ru' };
    expect(read(nobody).rows).toEqual([]);
    expect(codes(nobody)).toEqual([['Пётр', null, 'subscriber-unreachable']]);
    expect(codes({ employeeId: 7 })).toEqual([['7', null, 'subscriber-unreachable']]);
  });

  it('what is no number, no extension or no e-mail is left out, and the rest is taken', () => {
    const odd = {
      employeeId: 1,
      name: 'Пётр',
      fullNumber: '102',
      shortNumber: '123456',
      email: 'a@b@c',
    };
    const other = { employeeId: 2, name: 'Анна', shortNumber: '101', email: 'нет' };
    expect(read(odd, other).rows).toEqual([{ name: 'Анна', extension: '101' }]);
    expect(codes(odd, other)).toEqual([
      ['Пётр', 'number', 'extension-as-number'],
      ['Пётр', 'extension', 'extension-unreadable'],
      ['Пётр', 'email', 'email-unreadable'],
      ['Пётр', null, 'subscriber-unreachable'],
      ['Анна', 'email', 'email-unreadable'],
    ]);
  });

  it('a mailbox of several is that of the first', () => {
    const [one, other] = ['101', '102'].map((shortNumber, employeeId) => ({
      employeeId,
      name: shortNumber,
      shortNumber,
      email: employeeId === 0 ? 'info@firm.ru' : 'INFO@firm.ru',
    }));
    expect(read(one ?? {}, other ?? {})).toEqual({
      rows: [
        { name: '101', extension: '101', email: 'info@firm.ru' },
        { name: '102', extension: '102' },
      ],
      leftOut: [
        {
          employee: '102',
          field: 'email',
          fault: { code: 't2-shared', value: 'INFO@firm.ru', by: '101' },
        },
      ],
    });
  });

  it('names are cleaned and cut', () => {
    const name = `Анна\u0007\u202e ${'х'.repeat(300)}`;
    const [row] = read({ employeeId: 1, name, shortNumber: '101' }).rows;
    expect(row?.name).toMatch(/^Анна х+$/);
    expect(row?.name?.length).toBeLessThanOrEqual(256);
  });

  it.each([null, {}, 'x', [{ name: 'no id' }], [7]])('%j is no list of them', (body) => {
    expect(() => readEmployees(body, CONTEXT, 't2')).toThrow(Problem);
  });
});
