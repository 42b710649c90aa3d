import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePbxAddress } from '../../src/client/address.ts';

describe('the address of a PBX', () => {
  it.each([
    ['file:office.db', resolve('office.db')],
    ['file:./data/office.db', join(process.cwd(), 'data/office.db')],
    ['file:/var/lib/office.db', '/var/lib/office.db'],
    ['file:///var/lib/office.db', '/var/lib/office.db'],
    ['file:///var/lib/%D0%BE%D1%84%D0%B8%D1%81.db', '/var/lib/офис.db'],
    ['file:мой офис.db', resolve('мой офис.db')],
    [' file:office.db\n', resolve('office.db')],
  ])('%j is the file %s', (text, path) => {
    expect(parsePbxAddress(text)).toEqual({ ok: true, value: { kind: 'file', path } });
  });

  it.each([
    '',
    'office.db',
    'file:',
    'https://pbx.firm.ru',
    'file://host/office.db',
    'file:///a%2Fb',
  ])('%j is none', (address) => {
    expect(parsePbxAddress(address)).toEqual({
      ok: false,
      fault: { code: 'pbx-address-unknown', address },
    });
  });
});
