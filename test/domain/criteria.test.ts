import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/domain/call.ts';
import { judgeCallers, judgeMissed, judgeTime, type Question } from '../../src/domain/criteria.ts';
import type { Callers } from '../../src/domain/rule.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import {
  CLIENT,
  call,
  contact,
  period,
  question,
  subscriber,
  wall,
  without,
} from '../support/builders.ts';

const about = (change: Partial<Call>, more: Partial<Question> = {}): Question =>
  question({ call: call(change), ...more });
const straightUnknown = (change: Partial<Call>): Question =>
  question({ call: without(call(change), 'straight') });
const settings = (change: object) => ({ settings: { ...DEFAULT_SETTINGS, ...change } });

describe('R10, R11, R12: a missed call is told with what decided it', () => {
  it.each([
    ['internal', { holds: true, fact: { code: 'rang-out', kind: 'internal' }, missing: [] }],
    [
      'multichannel',
      { holds: true, fact: { code: 'rang-out', kind: 'multichannel' }, missing: [] },
    ],
    ['direct', { holds: false, fact: { code: 'direct-not-notified' }, missing: [] }],
    ['unknown', { holds: null, fact: { code: 'not-known', missing: ['kind'] }, missing: ['kind'] }],
  ] as const)('%s', (kind, judged) => {
    expect(judgeMissed(about({ kind }))).toMatchObject(judged);
  });

  it('how it ended decides first', () => {
    expect(judgeMissed(about({ kind: 'direct', outcome: 'busy' }))).toMatchObject({
      holds: false,
      fact: { code: 'ended-otherwise', outcome: 'busy' },
      missing: [],
    });
  });

  it('A3: what is not known is listed', () => {
    expect(judgeMissed(straightUnknown({ kind: 'unknown', outcome: 'unknown' }))).toMatchObject({
      holds: null,
      fact: { code: 'not-known', missing: ['outcome', 'kind', 'straight'] },
      missing: ['outcome', 'kind', 'straight'],
    });
  });

  it('A3: what makes no difference is not missed', () => {
    expect(judgeMissed(about({ straight: false, outcome: 'unknown' }))).toMatchObject({
      holds: false,
      fact: { code: 'not-straight' },
    });
    expect(
      judgeMissed(about({ kind: 'unknown' }, settings({ notifyDirectExternal: true }))),
    ).toMatchObject({
      holds: true,
      fact: { code: 'rang-out', kind: 'unknown' },
      missing: [],
    });
  });
});

describe('R5: by time, with the moment and the hours that decided', () => {
  const office = [{ from: '09:00', to: '18:00' }];

  it('all is no criterion', () => {
    expect(judgeTime(DEFAULT_SCHEDULE, { kind: 'all' }, wall('2026-11-18T12:00'))).toBeUndefined();
  });

  it.each([
    ['working', '2026-11-18T12:00', true, 'in-working-hours', 'wed', office],
    ['non-working', '2026-11-18T12:00', false, 'in-working-hours', 'wed', office],
    ['working', '2026-11-21T11:20', false, 'outside-working-hours', 'sat', []],
    ['non-working', '2026-11-21T11:20', true, 'outside-working-hours', 'sat', []],
  ] as const)('%s at %s: %s', (kind, at, holds, code, weekday, hours) => {
    const [date, time] = at.split('T');
    expect(judgeTime(DEFAULT_SCHEDULE, { kind }, wall(at))).toEqual({
      holds,
      fact: { code, date, weekday, time, hours, exception: false },
    });
  });

  it('A9: the hours are those of an exception where there is one', () => {
    const closed = { ...DEFAULT_SCHEDULE, exceptions: [{ date: '2026-11-18', hours: [] }] };
    expect(judgeTime(closed, { kind: 'working' }, wall('2026-11-18T12:00'))).toMatchObject({
      holds: false,
      fact: { code: 'outside-working-hours', hours: [], exception: true },
    });
  });

  it.each([
    ['sat,sun', '2026-11-21T00:05', true, 'in-period', 'sat'],
    ['sat,sun', '2026-11-20T23:59', false, 'outside-period', 'fri'],
  ] as const)('%s at %s: %s', (text, at, holds, code, weekday) => {
    const [date, time] = at.split('T');
    expect(judgeTime(DEFAULT_SCHEDULE, period(text), wall(at))).toEqual({
      holds,
      fact: { code, date, weekday, time, period: text },
    });
  });
});

describe('R6: by caller, with the number that decided', () => {
  const listed = (...numbers: string[]): Callers => ({ kind: 'listed', numbers });
  const from = (number: string | null, change: Partial<Call> = {}) => ({
    ...change,
    caller: { number, name: 'Анна' },
  });

  it('all is no criterion', () => {
    expect(judgeCallers(question(), { kind: 'all' })).toBeUndefined();
  });

  it.each([
    [
      CLIENT,
      listed('102', CLIENT),
      { holds: true, fact: { code: 'caller-listed', number: CLIENT } },
    ],
    [CLIENT, listed('102'), { holds: false, fact: { code: 'caller-not-listed', number: CLIENT } }],
    [
      CLIENT,
      { kind: 'vip' as const },
      { holds: false, fact: { code: 'caller-not-vip', number: CLIENT } },
    ],
    [
      'anonymous',
      listed('102'),
      { holds: false, fact: { code: 'caller-no-number', text: 'anonymous' } },
    ],
    [
      'anonymous',
      { kind: 'vip' as const },
      { holds: false, fact: { code: 'caller-no-number', text: 'anonymous' } },
    ],
    [null, listed('102'), { holds: false, fact: { code: 'caller-hidden' } }],
    [null, { kind: 'vip' as const }, { holds: false, fact: { code: 'caller-hidden' } }],
  ])('%s and %j', (number, callers, judged) => {
    expect(judgeCallers(about(from(number)), callers)).toEqual(judged);
  });

  it.each([
    [
      'a VIP',
      [contact()],
      { holds: true, fact: { code: 'caller-vip', number: CLIENT, name: 'ООО «Ромашка»' } },
    ],
    ['one of several numbers', [contact({ numbers: ['+74951234567', CLIENT] })], { holds: true }],
    [
      'a contact that is none',
      [contact({ vip: false })],
      { holds: false, fact: { code: 'caller-not-vip', number: CLIENT } },
    ],
    ['the number of another VIP', [contact({ numbers: ['+74951234567'] })], { holds: false }],
    [
      'two contacts, one a VIP',
      [contact({ vip: false }), contact({ id: 2, name: 'Вторая' })],
      { fact: { name: 'Вторая' } },
    ],
  ])('vip: %s', (_, contacts, judged) => {
    expect(judgeCallers(about({}, { contacts }), { kind: 'vip' })).toMatchObject(judged);
  });

  describe('A13: a caller from inside fits by his extension or his number', () => {
    const callingSubscriber = subscriber({ id: 2, number: '+79160000102', extension: '102' });
    const inside = { kind: 'internal' as const };

    it.each([
      ['102', listed('102'), '102'],
      ['102', listed('+79160000102'), '+79160000102'],
      ['+79160000102', listed('102'), '102'],
      ['+79160000102', listed('+79160000102'), '+79160000102'],
    ])('%s and %j', (number, callers, by) => {
      expect(judgeCallers(about(from(number, inside), { callingSubscriber }), callers)).toEqual({
        holds: true,
        fact: { code: 'caller-listed', number: by },
      });
    });

    it('a VIP too', () => {
      const contacts = [contact({ numbers: ['+79160000102'] })];
      expect(
        judgeCallers(about(from('102', inside), { callingSubscriber, contacts }), { kind: 'vip' }),
      ).toMatchObject({
        holds: true,
        fact: { code: 'caller-vip', number: '102' },
      });
    });

    it('by the extension he has, be he in the list of subscribers or not', () => {
      expect(judgeCallers(about(from('555', inside)), listed('555'))).toMatchObject({
        holds: true,
      });
      expect(judgeCallers(about(from('555', inside)), listed('102'))).toMatchObject({
        holds: false,
        fact: { number: '555' },
      });
    });

    it('by neither where he has none', () => {
      const bare = subscriber({ id: 2, number: null, extension: '102' });
      expect(
        judgeCallers(about(from('102', inside), { callingSubscriber: bare }), listed(CLIENT)),
      ).toMatchObject({ holds: false });
    });

    it.each(['multichannel', 'direct'] as const)(
      'from outside (%s) two to five digits are text',
      (kind) => {
        expect(judgeCallers(about(from('900', { kind })), listed('900'))).toEqual({
          holds: false,
          fact: { code: 'caller-no-number', text: '900' },
        });
      },
    );
  });

  describe('A3: where the kind is not known, digits may be an extension or text', () => {
    const unknown = { kind: 'unknown' as const };

    it('which is missed if it matters', () => {
      expect(judgeCallers(about(from('102', unknown)), listed('102'))).toEqual({
        holds: null,
        fact: { code: 'not-known', missing: ['kind'] },
      });
    });

    it.each([
      ['102', listed('103'), false],
      [CLIENT, listed(CLIENT), true],
      [CLIENT, listed('102'), false],
      [null, listed('102'), false],
      ['anonymous', listed('102'), false],
    ])('and not if it does not: %s and %j', (number, callers, holds) => {
      expect(judgeCallers(about(from(number, unknown)), callers)).toMatchObject({ holds });
    });
  });
});
