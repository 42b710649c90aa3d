import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEDULE } from '../../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { dump, emptyPbx, problemOf, refusal } from '../../support/pbx.ts';

describe('A9: the work schedule', () => {
  it('is Monday to Friday 09:00 to 18:00 in Moscow until it is set', async () => {
    const { pbx } = emptyPbx();
    expect(await pbx('getSchedule', {})).toEqual({ ...DEFAULT_SCHEDULE, revision: 0 });
  });

  it('is kept with its hours joined and its exceptions by date', async () => {
    const { pbx } = emptyPbx();
    const hours = [
      { from: '14:00', to: '18:00' },
      { from: '09:00', to: '14:00' },
    ];
    const set = await pbx('putSchedule', {
      body: {
        zone: 'Asia/Yekaterinburg',
        hours: { ...DEFAULT_SCHEDULE.hours, mon: hours },
        exceptions: [
          { date: '2026-12-31', hours },
          { date: '2026-11-04', hours: [] },
        ],
      },
    });
    const joined = [{ from: '09:00', to: '18:00' }];
    expect(set).toEqual({
      zone: 'Asia/Yekaterinburg',
      hours: { ...DEFAULT_SCHEDULE.hours, mon: joined },
      exceptions: [
        { date: '2026-11-04', hours: [] },
        { date: '2026-12-31', hours: joined },
      ],
      revision: 1,
    });
    expect(await pbx('getSchedule', {})).toEqual(set);
  });

  it('set to what it is already, it stays at its revision and nothing is written', async () => {
    const made = emptyPbx();
    const before = dump(made.store);
    const { revision } = await made.pbx('putSchedule', { body: DEFAULT_SCHEDULE });
    expect(revision).toBe(0);
    expect(dump(made.store)).toEqual(before);
  });

  it('is refused with every field at fault', async () => {
    const made = emptyPbx();
    const body = {
      zone: 'Moscow',
      hours: { ...DEFAULT_SCHEDULE.hours, sun: [{ from: '9:00', to: '18:00' }] },
      exceptions: [
        { date: '2026-11-04', hours: [] },
        { date: '2026-11-04', hours: [] },
        { date: '2026-02-30', hours: [] },
      ],
    };
    expect(await refusal(made.pbx('putSchedule', { body }))).toEqual([
      'invalid',
      'zone zone-unknown',
      'hours.sun.0.from field-format',
      'exceptions.2.date field-format',
      'exceptions.1.date date-twice',
    ]);
  });
});

describe('the settings', () => {
  it('are the defaults until they are set', async () => {
    const { pbx } = emptyPbx();
    expect(await pbx('getSettings', {})).toEqual({ ...DEFAULT_SETTINGS, revision: 0 });
  });

  it('set to what they are already, they stay at their revision and nothing is written', async () => {
    const made = emptyPbx();
    await made.pbx('putSettings', { body: { ...DEFAULT_SETTINGS, language: 'en' } });
    const before = dump(made.store);
    const { revision } = await made.pbx('putSettings', {
      body: { ...DEFAULT_SETTINGS, language: 'en' },
    });
    expect(revision).toBe(1);
    expect(dump(made.store)).toEqual(before);
  });

  it('numbers that go straight are the same in whatever order they are given', async () => {
    const made = emptyPbx();
    const put = (...numbers: string[]) =>
      made.pbx('putSettings', {
        body: {
          ...DEFAULT_SETTINGS,
          straightNumbers: Object.fromEntries(numbers.map((number) => [number, '101'])),
        },
      });
    await put('+78001000101', '+78001000102');
    const before = dump(made.store);
    await put('+78001000102', '8 800 100-01-01');
    expect(dump(made.store)).toEqual(before);
  });

  it('are refused with every field at fault', async () => {
    const { pbx } = emptyPbx();
    const body = { ...DEFAULT_SETTINGS, region: 'XX', notifyMaxAge: '1 day', retentionDays: 0 };
    expect(await refusal(pbx('putSettings', { body }))).toEqual([
      'invalid',
      'region region-unknown',
      'notifyMaxAge duration-unreadable',
      'retentionDays field-range',
    ]);
  });

  it('a setting that a newer program added has its default in an older store', async () => {
    const made = emptyPbx();
    const { notifyMaxAge: _, ...older } = { ...DEFAULT_SETTINGS, language: 'en' };
    made.store.write((db) =>
      db.run("insert into singles values ('settings', ?, 3)", JSON.stringify(older)),
    );
    expect(await made.pbx('getSettings', {})).toEqual({
      ...DEFAULT_SETTINGS,
      language: 'en',
      revision: 3,
    });
  });
});

describe('A16: the schedule and the settings are changed by whoever saw them as they are', () => {
  it.each(['putSchedule', 'putSettings'] as const)('%s', async (name) => {
    const made = emptyPbx();
    const put = async (change: 'en' | 'ru', ifMatch: number): Promise<number> => {
      const { revision } =
        name === 'putSettings'
          ? await made.pbx(name, { ifMatch, body: { ...DEFAULT_SETTINGS, language: change } })
          : await made.pbx(name, {
              ifMatch,
              body: { ...DEFAULT_SCHEDULE, zone: change === 'en' ? 'Europe/London' : 'Asia/Omsk' },
            });
      return revision;
    };
    expect(await put('en', 0)).toBe(1);
    const before = dump(made.store);
    const { type, faults } = await problemOf(put('ru', 0));
    expect(type).toBe('stale');
    expect(faults).toEqual([{ path: [], fault: { code: 'revision-stale', seen: 0, current: 1 } }]);
    expect(dump(made.store)).toEqual(before);
  });
});
