import { describe, expect, test } from 'vitest';
import { type OperationName, operations } from '../../src/contract/pbx.ts';
import { textReader } from '../../src/contract/url-texts.ts';
import { httpRequest, readRevisionTag, revisionTag } from '../../src/contract/wire.ts';

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
  const operation = operations[name];
  const readQuery = textReader('query' in operation ? operation.query : undefined);
  const { path } = httpRequest(operation, input);
  const url = new URL(path, 'https://pbx.firm.ru');
  return {
    path: url.pathname.split('/').map(decodeURIComponent),
    query: readQuery(Object.fromEntries(url.searchParams)),
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
