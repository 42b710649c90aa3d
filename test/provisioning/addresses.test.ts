import { expect, test } from 'vitest';
import { MOST_ADDRESSES, readAddresses } from '../../src/provisioning/addresses.ts';
import { briefly, faultsOf, valueIn } from './faults.ts';

const read = (text: string) => readAddresses(text, 'staff.txt');

test('each line is an address, blank ones and comments are not', () => {
  const text = '# sales\r\n  anna@firm.ru \r\n\r\n\t# 101\r\nИванов Иван # boss\r102\n';
  expect(valueIn(read(text))).toEqual([
    { line: 2, address: 'anna@firm.ru' },
    { line: 5, address: 'Иванов Иван # boss' },
    { line: 6, address: '102' },
  ]);
});

test('a file of comments is as empty as an empty one', () => {
  expect(faultsOf(read('# nobody\n'))[0]?.fault).toEqual({ code: 'file-empty', file: 'staff.txt' });
  expect(briefly(read(''))).toEqual(['-:- - file-empty']);
});

test('10,000 addresses are the most', () => {
  const lines = Array.from({ length: MOST_ADDRESSES }, (_, at) => `${at}`);
  expect(valueIn(read(lines.join('\n')))).toHaveLength(MOST_ADDRESSES);
  expect(faultsOf(read(['', ...lines, 'one more', 'and one'].join('\n')))).toMatchObject([
    { line: 10_002, fault: { code: 'file-too-many', most: 10_000 } },
  ]);
});
