import { describe, expect, test } from 'vitest';
import { type OperationName, operations } from '../../src/contract/pbx.ts';
import { httpRequest, readRevisionTag, revisionTag, textReader } from '../../src/contract/wire.ts';

const query = (name: OperationName) => {
  const operation = operations[name];
  return textReader('query' in operation ? operation.query : undefined);
};

const params = (name: OperationName) => {
  const operation = operations[name];
  return textReader('params' in operation ? operation.params : undefined);
};

describe('what a URL says is read by its schema:', () => {
  test.each([
    ['a number where one stands', { limit: '5' }, { limit: 5 }],
    ['digits where text stands', { q: '101', cursor: '7' }, { q: '101', cursor: '7' }],
    ['an id or an address that looks like a number', { callers: '102' }, { callers: '102' }],
    ['what is no number', { limit: 'ten' }, { limit: 'ten' }],
    ['what is no whole number', { limit: '1.5' }, { limit: '1.5' }],
    [
      'more digits than a number can tell apart',
      { limit: '1'.repeat(16) },
      { limit: '1'.repeat(16) },
    ],
    ['a field that is none', { colour: '5' }, { colour: '5' }],
    ['a field given twice', { q: ['a', 'b'] }, { q: ['a', 'b'] }],
    ['truth where text stands', { q: 'true' }, { q: 'true' }],
  ])('%s', (_, texts, read) => {
    expect(query('listRules')(texts)).toEqual(read);
  });

  test.each([
    ['true', true],
    ['false', false],
    ['yes', 'yes'],
    ['', ''],
    ['1', '1'],
  ])('dryRun=%s is %j', (text, dryRun) => {
    expect(query('createRules')({ dryRun: text })).toEqual({ dryRun });
  });

  test('a subscriber by id or by an address', () => {
    const read = params('getSubscriber');
    expect(read({ who: '12' })).toEqual({ who: 12 });
    expect(read({ who: '+79161234567' })).toEqual({ who: '+79161234567' });
    expect(read({ who: 'Анна' })).toEqual({ who: 'Анна' });
  });

  test('nothing where an operation takes nothing', () => {
    expect(query('getSchedule')({ q: '1' })).toEqual({ q: '1' });
  });
});

describe('a revision', () => {
  test('is written in quotation marks, and read back', () => {
    expect(revisionTag(12)).toBe('"12"');
    expect(readRevisionTag('"12"')).toBe(12);
    expect(readRevisionTag(' "12" ')).toBe(12);
  });

  test.each(['12', '"twelve"', 'W/"12"', '*', '"1", "2"', '""', '"-1"', `"${'1'.repeat(16)}"`])(
    'is none in %s',
    (tag) => {
      expect(readRevisionTag(tag)).toBeNull();
    },
  );
});

/** What the PBX reads out of the request that the client writes. */
const readBack = (name: OperationName, input: object) => {
  const { path } = httpRequest(operations[name], input);
  const url = new URL(path, 'https://pbx.firm.ru');
  return {
    path: url.pathname.split('/').map(decodeURIComponent),
    query: query(name)(Object.fromEntries(url.searchParams)),
  };
};

describe('a request that is written is read back as it was:', () => {
  test.each(['Анна & Борис', '100%', 'a+b', 'a/b?c#d', '"quoted"', '  ', '=&=', '👩‍💻'])(
    '%j in a query and in a path',
    (text) => {
      expect(readBack('listRules', { query: { q: text } }).query).toEqual({ q: text });
      expect(readBack('getSubscriber', { params: { who: text } }).path).toEqual([
        '',
        'v1',
        'subscribers',
        text,
      ]);
    },
  );

  test('numbers, truth, and nothing of what is not given', () => {
    const given = { limit: 5, q: undefined, cursor: null };
    expect(readBack('listRules', { query: given }).query).toEqual({ limit: 5 });
    expect(readBack('createRules', { query: { dryRun: false } }).query).toEqual({ dryRun: false });
  });

  test('a body only where the operation takes one', () => {
    const body = { subscribers: [1] };
    expect(httpRequest(operations.createRules, { body }).body).toBe(body);
    expect(httpRequest(operations.listRules, { body }).body).toBeUndefined();
  });
});
