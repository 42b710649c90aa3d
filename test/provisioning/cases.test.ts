import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../src/domain/fault.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { differencesFrom, readCases } from '../../src/provisioning/cases.ts';
import { subscriber } from '../support/builders.ts';

const ANNA = subscriber();

const find = (address: string) =>
  address === '101' ? ok(ANNA) : fail({ code: 'address-unknown' as const, address, nearest: [] });

const read = (lines: string | readonly string[], file = 'cases.yaml') =>
  readCases(typeof lines === 'string' ? lines : lines.join('\n'), {
    file,
    zone: 'Europe/Moscow',
    find,
  });

/** `2:5 cases[0].at moment-unreadable` */
const faultsIn = async (lines: string | readonly string[], file?: string): Promise<string[]> => {
  const cases = await read(lines, file);
  return cases.ok
    ? []
    : cases.fault.map(({ line, column, field, fault }) =>
        [line && `${line}:${column}`, field, fault.code].filter(Boolean).join(' '),
      );
};

const casesIn = async (lines: string | readonly string[], file?: string) => {
  const cases = await read(lines, file);
  if (!cases.ok) throw new Error(JSON.stringify(cases.fault));
  return cases.value;
};

describe('cases of calls', () => {
  test('say the call, and what the rules should say to it', async () => {
    const [first] = await casesIn([
      'cases:',
      '  - name: VIP on a Friday',
      '    to: "101"',
      '    from: +79161234567',
      '    at: 2026-11-27 11:20',
      '    outcome: unknown',
      '    kind: multichannel',
      '    straight: no',
      '    dialled: "+78001000101"',
      '    voicemail: yes',
      '    expect: notify',
      '    reason: matched',
      '    types: [missed, voicemail]',
      '    rules: [5, 9]',
    ]);
    expect(first).toEqual({
      name: 'VIP on a Friday',
      line: 2,
      call: {
        to: ANNA,
        from: '+79161234567',
        at: Date.parse('2026-11-27T11:20:00+03:00'),
        outcome: 'unknown',
        kind: 'multichannel',
        straight: false,
        dialled: '+78001000101',
        voicemail: true,
      },
      expected: {
        verdict: 'notify',
        reason: 'matched',
        types: ['missed', 'voicemail'],
        rules: [5, 9],
      },
    });
  });

  test('leave out what does not matter', async () => {
    const [first] = await casesIn([
      'cases:',
      '  - {name: any, to: "101", at: 2026-11-27T11:20:00Z, expect: silent}',
    ]);
    expect(first).toMatchObject({
      call: {
        from: null,
        at: Date.parse('2026-11-27T11:20:00Z'),
        outcome: 'no-answer',
        kind: undefined,
        straight: true,
        voicemail: false,
      },
      expected: { verdict: 'silent', reason: undefined, types: undefined, rules: undefined },
    });
  });

  test('share what they have in common by anchors', async () => {
    const cases = await casesIn([
      'x-anna: &anna {to: "101", from: "+79161234567", straight: unknown}',
      'cases:',
      '  - {<<: *anna, name: one, at: 2026-11-27 11:20, expect: undecided, types: []}',
      '  - {<<: *anna, name: two, at: 2026-11-28 11:20, expect: silent, straight: да, rules: ""}',
    ]);
    expect(cases.map(({ name, call }) => [name, call.straight])).toEqual([
      ['one', undefined],
      ['two', true],
    ]);
    expect(cases.map(({ expected }) => [expected.types, expected.rules])).toEqual([
      [[], undefined],
      [undefined, []],
    ]);
  });

  test('are read from JSON too', async () => {
    const text = JSON.stringify({
      cases: [{ name: 'one', to: '101', at: '2026-11-27 11:20', expect: 'silent', rules: [5] }],
    });
    expect(await casesIn(text, 'cases.json')).toMatchObject([
      { name: 'one', line: 1, expected: { rules: [5] } },
    ]);
  });

  test('tell everything that is wrong, each with its place', async () => {
    expect(
      await faultsIn([
        'cases:',
        '  - name: one',
        '    to: "199"',
        '    at: tomorrow',
        '    expect: loud',
        '    voicemail: perhaps',
        '    straight: perhaps',
        '    kind: external',
        '    outcome: lost',
        '    reason: whim',
        '    types: [missed, sms]',
        '    rules: [five]',
        '    shout: yes',
        '  - name: [one, two]',
        '  - just text',
      ]),
    ).toEqual([
      '3:9 cases[0].to address-unknown',
      '4:9 cases[0].at moment-unreadable',
      '5:13 cases[0].expect field-value',
      '6:16 cases[0].voicemail field-value',
      '7:15 cases[0].straight field-value',
      '8:11 cases[0].kind field-value',
      '9:14 cases[0].outcome field-value',
      '10:13 cases[0].reason field-value',
      '11:12 cases[0].types types-unknown',
      '12:12 cases[0].rules ids-unreadable',
      '13:5 cases[0].shout key-unknown',
      '14:5 cases[1].to field-missing',
      '14:5 cases[1].at field-missing',
      '14:5 cases[1].expect field-missing',
      '14:11 cases[1].name field-type',
      '15:5 cases[2] field-type',
    ]);
  });

  test.each([
    [
      'an hour that the clocks skipped',
      'cases: [{name: a, to: "101", at: 2011-03-27 02:30, expect: silent}]',
      ['1:34 cases[0].at instant-skipped'],
    ],
    [
      'a name that is empty',
      'cases: [{name: "", to: "101", at: 2026-11-27 11:20, expect: silent}]',
      ['1:16 cases[0].name name-empty'],
    ],
    [
      'a key twice',
      'cases: [{name: a, name: b, to: "101", at: 2026-11-27 11:20, expect: silent}]',
      ['1:19 key-twice'],
    ],
    ['no list', 'rules: []', ['1:1 rules key-unknown', '1:1 entries-missing']],
    ['no case at all: nothing would have been tested', 'cases: []', ['cases field-too-short']],
  ])('%s', async (_, text, faults) => {
    expect(await faultsIn(text)).toEqual(faults);
  });

  test('are at most ten thousand', async () => {
    const line = '  - {name: a, to: "101", at: 2026-11-27 11:20, expect: silent}\n';
    expect(await faultsIn(`cases:\n${line.repeat(10_001)}`)).toEqual(['10002:5 file-too-many']);
  });
});

describe('what the rules say otherwise', () => {
  const said: Verdict = {
    verdict: 'notify',
    reason: 'matched',
    types: ['missed'],
    missing: [],
    rules: [
      {
        id: null,
        matches: true,
        types: ['missed'],
        type: { holds: true, fact: { code: 'voice-message-left' } },
      },
      {
        id: null,
        matches: false,
        types: [],
        type: { holds: false, fact: { code: 'no-voice-message' } },
      },
    ],
  };
  const wanted = {
    verdict: 'notify' as const,
    reason: undefined,
    types: undefined,
    rules: undefined,
  };

  test('is nothing where only what is expected is asked', () => {
    expect(differencesFrom(wanted, said, [12, 15])).toEqual([]);
    const all = { ...wanted, reason: 'matched' as const, types: ['missed' as const], rules: [12] };
    expect(differencesFrom(all, said, [12, 15])).toEqual([]);
  });

  test('is told field by field', () => {
    const other = {
      verdict: 'silent' as const,
      reason: 'no-rules' as const,
      types: [],
      rules: [15, 12],
    };
    expect(differencesFrom(other, said, [12, 15])).toEqual([
      { field: 'expect', expected: 'silent', actual: 'notify' },
      { field: 'reason', expected: 'no-rules', actual: 'matched' },
      { field: 'types', expected: '', actual: 'missed' },
      { field: 'rules', expected: '12,15', actual: '12' },
    ]);
  });
});
