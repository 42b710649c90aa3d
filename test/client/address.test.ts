import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOpenToListeners, parsePbxAddress } from '../../src/client/address.ts';

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
    ['https://pbx.firm.ru', 'https://pbx.firm.ru'],
    ['https://pbx.firm.ru/', 'https://pbx.firm.ru'],
    ['HTTPS://PBX.firm.ru', 'https://pbx.firm.ru'],
    ['https://pbx.firm.ru:443', 'https://pbx.firm.ru'],
    ['https://pbx.firm.ru:8443/', 'https://pbx.firm.ru:8443'],
    ['https://firm.ru/pbx/', 'https://firm.ru/pbx'],
    ['http://localhost:8680', 'http://localhost:8680'],
    ['http://[::1]:8680', 'http://[::1]:8680'],
    ['https://атс.рф', 'https://xn--80a8ac.xn--p1ai'],
    [' https://pbx.firm.ru\n', 'https://pbx.firm.ru'],
  ])('%j is the service at %s', (text, url) => {
    expect(parsePbxAddress(text)).toEqual({ ok: true, value: { kind: 'http', url } });
  });

  it.each([
    '',
    'office.db',
    'office',
    'pbx.firm.ru',
    'localhost:8680',
    'file:',
    'file://host/office.db',
    'file:///a%2Fb',
    'ftp://pbx.firm.ru',
    'https://',
    'https:pbx.firm.ru',
    'https://pbx.firm.ru:99999',
    'https://pbx firm.ru',
    'https://admin:pbx_secret@pbx.firm.ru',
    'https://pbx.firm.ru/?token=pbx_secret',
    'https://pbx.firm.ru/#rules',
  ])('%j is none', (address) => {
    expect(parsePbxAddress(address)).toEqual({
      ok: false,
      fault: { code: 'pbx-address-unknown', address },
    });
  });
});

describe('a token goes where others can read it', () => {
  it.each(['http://pbx.firm.ru', 'http://192.168.0.1:8680', 'http://localhost.firm.ru'])(
    'on its way to %s',
    (url) => {
      expect(isOpenToListeners(url)).toBe(true);
    },
  );

  it.each([
    'https://pbx.firm.ru',
    'http://localhost:8680',
    'http://127.0.0.1:8680',
    'http://127.1.2.3',
    'http://[::1]:8680',
  ])('not on its way to %s', (url) => {
    expect(isOpenToListeners(url)).toBe(false);
  });
});
