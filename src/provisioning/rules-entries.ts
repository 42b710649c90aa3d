/** The entries of a YAML or JSON file of rules. */
import { readEntries } from './entries.ts';
import type { FaultInFile } from './file-fault.ts';
import { type At, type Field, type Located, type Path, type Tell, valuesOf } from './located.ts';
import { type ContentReader, contentReader, splitAddresses, type Written } from './rule-words.ts';
import {
  type AddressInFile,
  entryTaker,
  type RuleInFile,
  type RulesEntry,
  type RulesFileOptions,
} from './rules-in-file.ts';

const CRITERIA = ['types', 'time', 'callers'] as const;
const KEYS = ['subscribers', ...CRITERIA, 'rules'] as const;

type Criteria = Partial<Record<(typeof CRITERIA)[number], Field>>;

type Context = { tell: Tell; region: string; contentOf: ContentReader };

const textsOf = (list: readonly Located[], tell: Tell, path: Path): string[] | null => {
  const texts = list.flatMap((item, index): string[] => {
    if (item.kind === 'text') return [item.text];
    tell(item.at, { code: 'field-type', expected: 'string' }, [...path, index]);
    return [];
  });
  return texts.length === list.length ? texts : null;
};

/** What a field says, as a text or a list of texts; null where it is something else, which is told. */
const writtenIn = (field: Field | undefined, tell: Tell, path: Path): Written | null => {
  const value = field?.value;
  if (!value) return undefined;
  if (value.kind === 'text') return value.text;
  if (value.kind === 'list') return textsOf(value.items, tell, path);
  tell(value.at, { code: 'field-type', expected: 'string' }, path);
  return null;
};

/** The place of what a fault's path names: an item of a list, the value, or the whole. */
const placeIn = (criteria: Criteria, [name, index]: Path, whole: At): At => {
  const value = CRITERIA.filter((one) => one === name).map((one) => criteria[one]?.value)[0];
  const item = value?.kind === 'list' && typeof index === 'number' ? value.items[index] : undefined;
  return (item ?? value)?.at ?? whole;
};

const readRule = (
  { tell, contentOf }: Context,
  criteria: Criteria,
  at: At,
  path: Path,
): RuleInFile[] => {
  const { types, time, callers } = criteria;
  const written = {
    types: writtenIn(types, tell, [...path, 'types']),
    time: writtenIn(time, tell, [...path, 'time']),
    callers: writtenIn(callers, tell, [...path, 'callers']),
  };
  if (written.types === null || written.time === null || written.callers === null) return [];
  const content = contentOf({ types: written.types, time: written.time, callers: written.callers });
  if (content.ok) {
    const placed = (field: Field | undefined): At => field?.value.at ?? at;
    const places = { types: placed(types), time: placed(time), callers: placed(callers) };
    return [{ ...content.value, at, places }];
  }
  for (const { path: own, fault } of content.fault)
    tell(placeIn(criteria, own, at), fault, [...path, ...own.slice(0, 2)]);
  return [];
};

/** The rules of an entry that has a list of them, which may be empty. */
const readRules = (context: Context, list: Located, path: Path): RuleInFile[] => {
  const { tell } = context;
  if (list.kind !== 'list') {
    tell(list.at, { code: 'field-type', expected: 'array' }, path);
    return [];
  }
  return list.items.flatMap((item, index) => {
    const own = [...path, index];
    if (item.kind === 'map')
      return readRule(context, valuesOf(item.fields, CRITERIA, tell, own), item.at, own);
    tell(item.at, { code: 'field-type', expected: 'object' }, own);
    return [];
  });
};

const readAddresses = (
  { tell, region }: Context,
  field: Field | undefined,
  entry: At,
  path: Path,
): AddressInFile[] => {
  const value = field?.value;
  if (!value) {
    tell(entry, { code: 'field-missing' }, path);
    return [];
  }
  if (value.kind === 'text')
    return splitAddresses(value.text, region).map((text) => ({ text, at: value.at }));
  if (value.kind === 'map') {
    tell(value.at, { code: 'field-type', expected: 'array' }, path);
    return [];
  }
  const { items } = value;
  if (items.length === 0) tell(value.at, { code: 'field-too-short', least: 1 }, path);
  textsOf(items, tell, path);
  return items.flatMap((item) => (item.kind === 'text' ? [{ text: item.text, at: item.at }] : []));
};

const readEntry = (context: Context, entry: Located, index: number): RulesEntry | null => {
  const { tell } = context;
  const path = ['rules', index];
  if (entry.kind !== 'map') {
    tell(entry.at, { code: 'field-type', expected: 'object' }, path);
    return null;
  }
  const { subscribers, rules, ...criteria } = valuesOf(entry.fields, KEYS, tell, path);
  const addresses = readAddresses(context, subscribers, entry.at, [...path, 'subscribers']);
  if (!rules)
    return {
      at: entry.at,
      subscribers: addresses,
      rules: readRule(context, criteria, entry.at, path),
    };
  for (const field of CRITERIA.flatMap((name) => criteria[name] ?? []))
    tell(field.at, { code: 'rules-and-criterion', field: field.key }, [...path, field.key]);
  const own = readRules(context, rules.value, [...path, 'rules']);
  return { at: entry.at, subscribers: addresses, rules: own };
};

type Read = {
  entries: RulesEntry[];
  faults: FaultInFile[];
  placeOf: (at: At) => { line: number; column: number };
};

export const readRulesEntries = async (
  text: string,
  { file, format, region }: RulesFileOptions & { format: 'yaml' | 'json' },
): Promise<Read> => {
  const entries: RulesEntry[] = [];
  const take = entryTaker(entries);
  const contentOf = contentReader(region);
  const { faults, isWhole, placeOf } = await readEntries(
    text,
    { file, format, list: 'rules' },
    (located, index, tell) => {
      const entry = readEntry({ tell, region, contentOf }, located, index);
      if (entry) take(entry, (fault) => tell(located.at, fault, []));
    },
  );
  return { entries: isWhole ? entries : [], faults, placeOf };
};
