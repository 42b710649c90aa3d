import { describe, expect, it } from 'vitest';
import { calledIn, callingIn, identitiesOf } from '../../src/domain/people-of-call.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { CLIENT, call, subscriber } from '../support/builders.ts';

const ANNA = subscriber();
const numbered = (number: string) => ([ANNA.number, ANNA.extension].includes(number) ? ANNA : null);

describe('whom a call was for', () => {
  const settings = { ...DEFAULT_SETTINGS, straightNumbers: { '+78001000101': '101' } };

  it.each([
    [{ subscriber: '101' }, ANNA],
    [{ subscriber: '+79160000101', dialled: '+78001000102' }, ANNA],
    [{ subscriber: '102', dialled: '+78001000101' }, null],
    [{ dialled: '+78001000101' }, ANNA],
    [{ dialled: '+78001000102' }, null],
    [{ subscriber: '' }, null],
    [{}, null],
  ])('%j (A2)', (facts, called) => {
    expect(calledIn(call(facts), settings, numbered)).toBe(called);
  });
});

describe('who called', () => {
  it.each([
    ['internal', '101', ANNA],
    ['unknown', '101', ANNA],
    ['multichannel', '101', null],
    ['direct', '101', null],
    ['multichannel', '+79160000101', ANNA],
    ['internal', CLIENT, null],
    ['internal', null, null],
  ] as const)('%s from %s (A13)', (kind, number, calling) => {
    expect(callingIn(call({ kind, caller: { number, name: null } }), numbered)).toBe(calling);
  });

  it('is known in the address book by any of his numbers', () => {
    expect(identitiesOf(call(), null)).toEqual([CLIENT]);
    expect(identitiesOf(call({ caller: { number: null, name: null } }), null)).toEqual([]);
    const own = call({ caller: { number: '101', name: null } });
    expect(identitiesOf(own, ANNA)).toEqual(['101', '+79160000101', '101']);
  });
});
