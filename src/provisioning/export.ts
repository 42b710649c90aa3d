/** Rules as a file that `apply` takes back: who has equal rules stands together, in an order that only the rules decide. */
import { writeTime } from '../domain/criteria-text.ts';
import { type Fault, fail, ok, type Result } from '../domain/fault.ts';
import type { Finder } from '../domain/find.ts';
import { cleanText } from '../domain/names.ts';
import { contentKey, type Rule, type RuleContent } from '../domain/rule.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import type { RuleFormat } from './rules-in-file.ts';
import { RULES_SCHEMA_URL } from './rules-schema.ts';

type Named = { address: string; name: string };
type Group = { content: RuleContent; subscribers: Named[] };

/** The shortest of his addresses by which he, and nobody else, is found. */
const addressOf = (subscriber: Subscriber, find: Finder): Result<string, Fault> => {
  const own = [subscriber.extension, subscriber.number, subscriber.email].filter(
    (address) => address !== null,
  );
  const found = own.map((address) => ({ address, found: find(address) }));
  const only = found.find((one) => one.found.ok && one.found.value.id === subscriber.id);
  if (only) return ok(only.address);
  const fault = found.find((one) => !one.found.ok)?.found;
  return fault && !fault.ok ? fault : fail({ code: 'address-empty' });
};

/** Numbers of fewer digits before those of more, as people count. */
const byAddress = (a: Named, b: Named): number =>
  a.address.length - b.address.length || (a.address < b.address ? -1 : 1);

/** What is written of a rule: a criterion that is as it would be anyway is left out. */
const written = ({ types, time, callers }: RuleContent) => ({
  types: types.length === 1 && types[0] === 'missed' ? null : types,
  time: time.kind === 'all' ? null : writeTime(time),
  callers: callers.kind === 'listed' ? callers.numbers : callers.kind === 'all' ? null : 'vip',
});

/** Any text can stand in YAML as JSON writes it; control characters cannot be in any of ours. */
const quoted = (text: string): string => JSON.stringify(text);

const yamlOf = (groups: readonly Group[]): string => {
  const entries = groups.flatMap(({ content, subscribers }) => {
    const { types, time, callers } = written(content);
    return [
      '  - subscribers:',
      ...subscribers.map(({ address, name }) => `      - ${quoted(address)} # ${cleanText(name)}`),
      ...(types ? [`    types: [${types.join(', ')}]`] : []),
      ...(time ? [`    time: ${/^[a-z-]+$/.test(time) ? time : quoted(time)}`] : []),
      ...(typeof callers === 'string' ? [`    callers: ${callers}`] : []),
      ...(Array.isArray(callers)
        ? ['    callers:', ...callers.map((number) => `      - ${quoted(number)}`)]
        : []),
    ];
  });
  const head = `# yaml-language-server: $schema=${RULES_SCHEMA_URL}`;
  return [head, ...(entries.length > 0 ? ['rules:', ...entries] : ['rules: []'])].join('\n');
};

const jsonOf = (groups: readonly Group[]): string => {
  const rules = groups.map(({ content, subscribers }) => ({
    subscribers: subscribers.map(({ address }) => address),
    ...Object.fromEntries(Object.entries(written(content)).filter(([, value]) => value !== null)),
  }));
  return JSON.stringify({ $schema: RULES_SCHEMA_URL, rules }, null, 2);
};

const cell = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A row for each rule, as tables are sorted and filtered. */
const csvOf = (groups: readonly Group[]): string => {
  const rows = groups.flatMap(({ content, subscribers }) => {
    const { types, time, callers } = written(content);
    const cells = [types?.join(',') ?? '', time ?? '', [callers ?? []].flat().join(',')];
    return subscribers.map(({ address }) => [address, ...cells].map(cell).join(','));
  });
  return ['subscribers,types,time,callers', ...rows].join('\n');
};

const WRITERS = { yaml: yamlOf, json: jsonOf, csv: csvOf };

/**
 * The rules as the text of a file. Two PBXs with the same rules of the same people give the same text.
 * @param find as A14 says, over all subscribers of the PBX
 */
export const exportRules = (
  rules: readonly Rule[],
  format: RuleFormat,
  find: Finder,
): Result<string, Fault> => {
  const groups = new Map<string, Group>();
  const addresses = new Map<number, Result<string, Fault>>();
  for (const { subscriber, types, time, callers } of rules) {
    const address = addresses.get(subscriber.id) ?? addressOf(subscriber, find);
    addresses.set(subscriber.id, address);
    if (!address.ok) return address;
    const content = { types, time, callers };
    const key = contentKey(content);
    const group = groups.get(key) ?? { content, subscribers: [] };
    groups.set(key, group);
    group.subscribers.push({ address: address.value, name: subscriber.name });
  }
  const sorted = [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { content, subscribers }]) => ({ content, subscribers: subscribers.sort(byAddress) }));
  return ok(WRITERS[format](sorted));
};
