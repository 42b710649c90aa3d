import { describe, expect, test } from 'vitest';
import { type OperationName, operations } from '../../src/contract/pbx.ts';
import { textReader } from '../../src/contract/url-texts.ts';

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
