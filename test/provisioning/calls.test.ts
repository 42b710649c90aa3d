import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCalls } from '../../src/provisioning/calls.ts';
import { brokenAt, readJson } from '../../src/provisioning/json.ts';
import { briefly, faultsOf, valueIn } from './faults.ts';

const read = (text: string) => readCalls(text, 'calls.json');

describe('calls of a file', () => {
  test('may be one object', () => {
    expect(valueIn(read('{\n "source": "t2"\n}\n'))).toEqual([
      { line: null, call: { source: 't2' } },
    ]);
  });

  test('may be an array of objects', () => {
    expect(valueIn(read('[{"a":1},\n{"a":2}]'))).toEqual([
      { line: null, call: { a: 1 } },
      { line: null, call: { a: 2 } },
    ]);
    expect(valueIn(read('[]'))).toEqual([]);
  });

  test('may be one object a line, with blank lines between', () => {
    expect(valueIn(read('\r\n{"a":1}\r\n\r\n  {"a":2}\r\n'))).toEqual([
      { line: 2, call: { a: 1 } },
      { line: 4, call: { a: 2 } },
    ]);
  });

  test('are handed on as they are, strange keys and all', () => {
    const [entry] = valueIn(read('{"__proto__": 1, "x": null}'));
    expect(Object.keys(entry?.call as object)).toEqual(['__proto__', 'x']);
  });
});

describe('what is no JSON', () => {
  test('is named with the place where it breaks', () => {
    expect(faultsOf(read('[\n  {"имя": oops}\n]'))).toEqual([
      {
        file: 'calls.json',
        line: 2,
        column: 11,
        field: null,
        fault: { code: 'json-broken', found: 'o' },
      },
    ]);
  });

  test('is named at its end if it was cut', () => {
    expect(faultsOf(read('{\n "source": "t2",\n "caller": {'))).toMatchObject([
      { line: 3, column: 13, fault: { code: 'json-broken', found: '' } },
    ]);
  });

  test('is named line by line where every line is a call', () => {
    const text = '{"a":1}\n{"a":}\noops\n{"a":4}\n{"a":5\n';
    expect(briefly(read(text))).toEqual([
      '2:6 - json-broken',
      '3:1 - json-broken',
      '5:7 - json-broken',
    ]);
    expect(briefly(read('{"a":}\n{"b":}'))).toEqual(['1:6 - json-broken', '2:6 - json-broken']);
    expect(briefly(read('oops\n{"a":1}'))).toEqual(['1:1 - json-broken']);
  });

  test('is no list of lines if it begins as an array', () => {
    expect(briefly(read('[{"a":1},\n{"a":2}\n{"a":3}]'))).toEqual(['3:1 - json-broken']);
  });

  test.each([
    ['', '1:1'],
    ['source,caller\n1,2', '1:1'],
    ['\u{1F600}', '1:1'],
  ])('%j is none at all', (text, place) => {
    expect(briefly(read(text))).toEqual([`${place} - json-broken`]);
  });

  test('names a whole character, not half of one', () => {
    expect(faultsOf(read('[1,\u{1F600}]'))[0]?.fault).toEqual({
      code: 'json-broken',
      found: '\u{1F600}',
    });
  });
});

describe('JSON that is no calls', () => {
  test.each(['5', '"text"', 'null', 'true'])('%s', (text) => {
    expect(briefly(read(text))).toEqual(['-:- - json-not-calls']);
  });

  test('every such element of an array is named', () => {
    expect(briefly(read('[{}, 1, [], null]'))).toEqual([
      '-:- [1] json-not-calls',
      '-:- [2] json-not-calls',
      '-:- [3] json-not-calls',
    ]);
  });

  test('every such line is named', () => {
    expect(briefly(read('{}\n[1]\nnull\n'))).toEqual([
      '2:- - json-not-calls',
      '3:- - json-not-calls',
    ]);
  });
});

describe('the place where text stops being JSON', () => {
  test.each([
    ['{"a" 1}', 5],
    ['{"a":1 "b":2}', 7],
    ['{"a":1,}', 7],
    ['{a:1}', 1],
    ['{,}', 1],
    ['[1,]', 3],
    ['[,1]', 1],
    ['[1}', 2],
    ['{"a":]', 5],
    ['{}}', 2],
    ['[01]', 2],
    ['[1.]', 2],
    ['[-]', 1],
    ['[tru]', 1],
    ['["a\nb"]', 3],
    ['["\\x"]', 2],
    ['["\\u12G4"]', 2],
    ['"a', 2],
    ['"a\\', 2],
    ['1 2', 2],
    ['1,2', 1],
    ['[1:2]', 2],
    ['{"a":1:2}', 6],
    [' ', 1],
  ])('of %j is %i', (text, at) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(brokenAt(text)).toBe(at);
  });

  test('of whole JSON is its end', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(2), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(brokenAt(text)).toBe(text.length);
      }),
    );
  });

  test('is never behind the place that the engine names, and nothing before it is at fault', () => {
    const unit = fc.constantFrom(
      ...'{}[],:"\\ \n0-1.etrufalsn\u0080',
      '"a"',
      'true',
      'null',
      '1e5',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const json = readJson(text, 'f');
        if (json.ok) expect(brokenAt(text)).toBe(text.length);
        const [, position] = (json.ok ? '' : messageOf(text)).match(/at position (\d+)/) ?? [];
        if (position) expect(brokenAt(text)).toBeLessThanOrEqual(Number(position));
      }),
      { numRuns: 3000 },
    );
  });

  test('is found at any depth and length', () => {
    expect(brokenAt('['.repeat(1_000_000))).toBe(1_000_000);
    expect(brokenAt(`"${'a'.repeat(1_000_000)}`)).toBe(1_000_001);
  });
});

const messageOf = (text: string): string => {
  try {
    return JSON.parse(text) && '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};
