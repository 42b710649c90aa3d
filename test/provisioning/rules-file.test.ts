import { describe, expect, test } from 'vitest';
import { subscriberFinder } from '../../src/domain/find.ts';
import { formatOf, readRules } from '../../src/provisioning/rules-file.ts';
import type { RuleFormat } from '../../src/provisioning/rules-in-file.ts';
import { readWantedRules } from '../../src/provisioning/wanted-rules.ts';
import { subscriber } from '../support/builders.ts';
import { briefly, faultsOf, valueIn } from './faults.ts';

const read = (text: string, format: RuleFormat = 'yaml') =>
  readRules(text, { file: `rules.${format}`, format, region: 'RU' });

/** Whom each entry names and what it says, without its places. */
const said = async (text: string, format: RuleFormat = 'yaml') =>
  valueIn(await read(text, format)).entries.map(({ subscribers, rules }) => ({
    subscribers: subscribers.map((address) => address.text),
    rules: rules.map(({ content }) => content),
  }));

const ALL = { types: ['missed'], time: { kind: 'all' }, callers: { kind: 'all' } };
const LISTED = { kind: 'listed', numbers: ['+74951234567', '+79161234567'] };

const YAML = `rules:
  - subscribers: [anna@firm.ru, "102"]
    time: working
    callers: vip
  - subscribers: ["101"]
    types: [missed, voicemail]
  - subscribers: ["101"]
    time: sat,sun
    callers: ["+79161234567", "+74951234567"]
`;

const JSON_TEXT = JSON.stringify({
  rules: [
    { subscribers: ['anna@firm.ru', '102'], time: 'working', callers: 'vip' },
    { subscribers: ['101'], types: ['missed', 'voicemail'] },
    { subscribers: ['101'], time: 'sat,sun', callers: ['+79161234567', '+74951234567'] },
  ],
});

const CSV = `subscribers,types,time,callers
"anna@firm.ru,102",,working,vip
101,"missed,voicemail",,
101,,"sat,sun",+79161234567;+74951234567
`;

describe('rules of a file', () => {
  test.each([
    ['yaml', YAML],
    ['json', JSON_TEXT],
    ['csv', CSV],
  ] as const)('say the same in %s', async (format, text) => {
    const weekend = {
      kind: 'period',
      days: ['sat', 'sun'],
      intervals: null,
      firstDate: null,
      lastDate: null,
    };
    expect(await said(text, format)).toEqual([
      {
        subscribers: ['anna@firm.ru', '102'],
        rules: [{ ...ALL, time: { kind: 'working' }, callers: { kind: 'vip' } }],
      },
      { subscribers: ['101'], rules: [{ ...ALL, types: ['missed', 'voicemail'] }] },
      { subscribers: ['101'], rules: [{ ...ALL, time: weekend, callers: LISTED }] },
    ]);
  });

  test.each([
    ['rules.yaml', 'yaml'],
    ['a.b/RULES.YML', 'yaml'],
    ['rules.json', 'json'],
    ['rules.csv', 'csv'],
    ['rules', null],
    ['-', null],
    ['rules.txt', null],
  ])('are written as the ending of %s says: %s', (file, format) => {
    expect(formatOf(file)).toBe(format);
  });

  test('scalars are text: neither a plus nor a leading zero is lost', async () => {
    const text = 'rules:\n  - subscribers: [+79161234567, 0102, 101, on, 1e3]';
    const [entry] = await said(text);
    expect(entry?.subscribers).toEqual(['+79161234567', '0102', '101', 'on', '1e3']);
  });

  test('a subscriber may be named alone, without a list', async () => {
    expect((await said('rules:\n  - subscribers: Иванов Иван'))[0]?.subscribers).toEqual([
      'Иванов Иван',
    ]);
  });

  test('anchors and merge keys give what they name; what stands in the entry outweighs it', async () => {
    const text = `
x-night: &night mon-fri 18:00-09:00
x-both: &both
  types: [missed, voicemail]
  callers: vip
rules:
  - subscribers: &team ["101", "102"]
    time: *night
  - <<: *both
    subscribers: *team
    callers: all
`;
    const [first, second] = await said(text);
    expect(first?.rules[0]?.time).toMatchObject({ intervals: [{ from: '18:00', to: '09:00' }] });
    expect(second).toEqual({
      subscribers: ['101', '102'],
      rules: [{ ...ALL, types: ['missed', 'voicemail'] }],
    });
  });

  test('several rules may stand in one entry; an empty list means none at all', async () => {
    const text =
      'rules:\n  - subscribers: ["101"]\n    rules: [{}, {callers: vip}]\n  - {subscribers: ["102"], rules: []}';
    expect(await said(text)).toEqual([
      { subscribers: ['101'], rules: [ALL, { ...ALL, callers: { kind: 'vip' } }] },
      { subscribers: ['102'], rules: [] },
    ]);
  });

  test('in a table the types none mean no rules', async () => {
    expect(await said('subscribers,types\n101,none\n102,нет', 'csv')).toEqual([
      { subscribers: ['101'], rules: [] },
      { subscribers: ['102'], rules: [] },
    ]);
  });

  test.each(['\n', '\r\n', '\r'])('lines may end in %j', async (end) => {
    expect(await said(YAML.replaceAll('\n', end))).toHaveLength(3);
    const faulty = 'rules:\n  - subscribers: ["101"]\n    time: noon';
    expect(briefly(await read(faulty.replaceAll('\n', end)))).toEqual([
      '3:11 rules[0].time period-word-unknown',
    ]);
  });

  test('a long list keeps its places and its anchors', async () => {
    const entries = Array.from({ length: 2000 }, (_, index) => [
      `  - subscribers: ["${10_000 + index}"]`,
      index === 0 ? '    callers: &first ["+79161234567"]' : '    callers: *first',
    ]).flat();
    const file = valueIn(await read(['x-a: &a b', 'rules:', ...entries].join('\n')));
    expect(file.entries).toHaveLength(2000);
    const last = file.entries.at(-1);
    expect(last?.subscribers[0]?.text).toBe('11999');
    expect(file.placeOf(last?.subscribers[0]?.at ?? 0)).toEqual({ line: 4001, column: 19 });
    expect(file.placeOf(last?.rules[0]?.places.callers ?? 0)).toEqual({ line: 4, column: 21 });
  });
});

describe('what is wrong with a file of rules', () => {
  test('is told all at once, each with its line and column', async () => {
    const text = `rules:
  - subscribers: [101]
    time: workin
    tine: x
    callers: [vip, 12]
    callers: vip
  - subscriber: *team
    <<: foo
  - subscribers: []
    types: [voicemail, foo]
  - x
  - subscribers: {a: b}
    types: voicemail
    time: sat
foo: bar
`;
    expect(briefly(await read(text))).toEqual([
      '3:11 rules[0].time period-word-unknown',
      '4:5 rules[0].tine key-unknown',
      '5:15 rules[0].callers[0] number-unreadable',
      '6:5 - key-twice',
      '7:5 rules[1].subscriber key-unknown',
      '7:5 rules[1].subscribers field-missing',
      '7:17 - alias-unknown',
      '8:9 - merge-not-map',
      '9:18 rules[2].subscribers field-too-short',
      '10:24 rules[2].types[1] types-unknown',
      '11:5 rules[3] field-type',
      '12:18 rules[4].subscribers field-type',
      '14:11 rules[4].time criterion-without-missed',
      '15:1 foo key-unknown',
    ]);
  });

  test('is told of JSON with the same places', async () => {
    const text = `{"rules": [
  {"subscribers": ["101"], "rules": [{"time": "sat,su"}], "time": "all", "time": "x"},
  {"subscribers": [["103"]], "rules": {}},
  {"subscribers": ["104"], "callers": "all" }]}`;
    expect(briefly(await read(text, 'json'))).toEqual([
      '2:47 rules[0].rules[0].time period-word-unknown',
      '2:59 rules[0].time rules-and-criterion',
      '2:74 - key-twice',
      '3:20 rules[1].subscribers[0] field-type',
      '3:39 rules[1].rules field-type',
    ]);
  });

  test.each([
    ['a: b: c', 'nested'],
    ['rules:\n\t- a', 'tab'],
    ['rules:\n  - subscribers: ["101"', 'missing'],
    ['rules:\n  - subscribers: "101', 'missing'],
    ['rules:\n  - subscribers: @101', 'start'],
    ['rules: []\n---\nrules: []', 'several'],
    ['rules: !include other.yaml', 'tag'],
    ['rules:\n  - subscribers: "\\q"', 'escape'],
  ])('%j is no YAML: %s', async (text, why) => {
    expect(faultsOf(await read(text)).map(({ fault }) => fault)).toContainEqual({
      code: 'yaml-broken',
      why,
    });
  });

  test.each([
    ['yaml', '[]'],
    ['yaml', 'rules:'],
    ['yaml', '- subscribers: ["101"]'],
    ['json', '{"rules": {}}'],
    ['json', '[]'],
  ] as const)('%s %s has no list of rules', async (format, text) => {
    expect(faultsOf(await read(text, format)).map(({ fault }) => fault)).toContainEqual({
      code: 'entries-missing',
      list: 'rules',
    });
  });

  test.each([
    ['yaml', `rules: ${'['.repeat(100_000)}`],
    ['yaml', 'rules:\n'.concat(...Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}- a:\n`))],
    ['json', `{"rules": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ] as const)('deep nesting ends the reading', async (format, text) => {
    expect(briefly(await read(text, format))).toHaveLength(1);
    expect(faultsOf(await read(text, format))[0]?.fault.code).toBe('file-too-deep');
  });

  test('aliases that explode cost nothing and are faults', async () => {
    const levels = Array.from(
      { length: 20 },
      (_, i) => `x-${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`,
    );
    const text = ['x-0: &a0 ["101"]', ...levels, 'rules:', '  - subscribers: *a20'].join('\n');
    expect(new Set(briefly(await read(text)).map((told) => told.split(' ').at(-1)))).toEqual(
      new Set(['field-type']),
    );
  });

  test('more rules than one change may have are refused, told once', async () => {
    const team = Array.from({ length: 1000 }, (_, i) => `"${10_000 + i}"`);
    const entries = Array.from({ length: 105 }, (_, i) =>
      i === 0 ? `  - subscribers: &t [${team.join(', ')}]` : '  - subscribers: *t',
    );
    expect(briefly(await read(['rules:', ...entries].join('\n')))).toEqual([
      '102:5 - file-too-many',
    ]);
  });
});

test('a list of numbers that aliases give to too many is refused before it is spread', async () => {
  const numbers = Array.from({ length: 9000 }, (_, index) => `"+7916${1_000_000 + index}"`);
  const team = Array.from({ length: 100 }, (_, index) => `"${10_000 + index}"`);
  const entries = Array.from({ length: 10 }, () => '  - {subscribers: *team, callers: *numbers}');
  const text = [
    `x-team: &team [${team.join(', ')}]`,
    `x-numbers: &numbers [${numbers.join(', ')}]`,
    'rules:',
    ...entries,
  ].join('\n');
  expect(briefly(await read(text))).toEqual(['6:5 - numbers-too-many']);
});

test('twenty thousand addresses that nobody has are told without a search for each', async () => {
  const find = subscriberFinder([subscriber()], 'RU');
  const rows = Array.from({ length: 20_000 }, (_, index) => `нет ${index}`);
  const told = await readWantedRules(
    ['subscribers', ...rows].join('\n'),
    { file: 'rules.csv', format: 'csv', region: 'RU' },
    find,
  );
  expect(faultsOf(told)).toHaveLength(20_000);
  const inOne = await readWantedRules(
    JSON.stringify({ rules: [{ subscribers: rows }] }),
    { file: 'rules.json', format: 'json', region: 'RU' },
    find,
  );
  expect(faultsOf(inOne)).toHaveLength(20_000);
});

describe('what a file wants of a PBX', () => {
  const anna = subscriber({ id: 1, extension: '101', name: 'Анна Петрова', email: 'anna@firm.ru' });
  const pyotr = subscriber({
    id: 2,
    number: null,
    extension: '102',
    name: 'Пётр Петров',
    email: null,
  });
  const find = subscriberFinder([anna, pyotr], 'RU');
  const wanted = (text: string) =>
    readWantedRules(text, { file: 'rules.yaml', format: 'yaml', region: 'RU' }, find);

  test('is all rules of each subscriber, from wherever in the file', async () => {
    const read = valueIn(
      await wanted(
        'rules:\n  - subscribers: ["102", анна]\n  - {subscribers: [anna@firm.ru], callers: vip}',
      ),
    );
    expect(read.map(({ subscriber: { id }, rules }) => [id, rules.length])).toEqual([
      [2, 1],
      [1, 2],
    ]);
  });

  test('cannot be told for addresses that nobody or several have', async () => {
    expect(
      briefly(await wanted('rules:\n  - subscribers:\n    - петров\n    - "999"\n    time: noon')),
    ).toEqual([
      '3:7 subscribers address-ambiguous',
      '4:7 subscribers address-unknown',
      '5:11 rules[0].time period-word-unknown',
    ]);
  });

  test.each([
    ['subscriber-twice', 'rules:\n  - subscribers: ["101", анна петрова]'],
    ['rule-twice', 'rules:\n  - subscribers: ["101"]\n  - {subscribers: [анна], time: all}'],
    [
      'rules-none-and-some',
      'rules:\n  - subscribers: ["101"]\n  - {subscribers: [анна], rules: []}',
    ],
    [
      'rules-none-and-some',
      'rules:\n  - {subscribers: ["101"], rules: []}\n  - subscribers: [анна]',
    ],
  ])('%s is a contradiction', async (code, text) => {
    expect(faultsOf(await wanted(text)).map(({ fault }) => fault.code)).toEqual([code]);
  });
});
