/** The words by which a rule is written in a file, as its content; equal words are read once. */
import {
  parseCallers,
  parseNumbers,
  parseTime,
  parseTypes,
  splitNumbers,
} from '../domain/criteria-text.ts';
import { type Fault, fail, type LocatedFault, ok, type Result } from '../domain/fault.ts';
import { canonicalContent, contentKey, MOST_NUMBERS, type RuleContent } from '../domain/rule.ts';

/** One text, or the texts of a list; undefined where the file says nothing. */
export type Written = string | readonly string[] | undefined;

type WrittenRule = { types: Written; time: Written; callers: Written };

type Read<T> = Result<T, LocatedFault[]>;

const located = <T>(path: (string | number)[], result: Result<T, Fault>): Read<T> =>
  result.ok ? result : fail([{ path, fault: result.fault }]);

/** Every text of a list by itself, so that each fault has its place. */
const readEach = <T>(
  field: string,
  texts: readonly string[],
  read: (text: string) => Result<T[], Fault>,
): Read<T[]> => {
  const each = texts.map((text, index) => located([field, index], read(text)));
  const faults = each.flatMap((result) => (result.ok ? [] : result.fault));
  return faults.length > 0
    ? fail(faults)
    : ok(each.flatMap((result) => (result.ok ? result.value : [])));
};

const readTypes = (written: Written): Read<RuleContent['types']> => {
  if (written === undefined) return ok(['missed']);
  if (typeof written === 'string') return located(['types'], parseTypes(written));
  return written.length === 0
    ? fail([{ path: ['types'], fault: { code: 'types-empty' } }])
    : readEach('types', written, parseTypes);
};

const readTime = (written: Written): Read<RuleContent['time']> => {
  if (written === undefined) return ok({ kind: 'all' });
  return typeof written === 'string'
    ? located(['time'], parseTime(written))
    : fail([{ path: ['time'], fault: { code: 'field-type', expected: 'string' } }]);
};

const readCallers = (written: Written, region: string): Read<RuleContent['callers']> => {
  if (written === undefined) return ok({ kind: 'all' });
  if (typeof written === 'string') return located(['callers'], parseCallers(written, region));
  if (written.length === 0) return fail([{ path: ['callers'], fault: { code: 'callers-empty' } }]);
  const numbers = readEach('callers', written, (text) => parseNumbers(text, region));
  return numbers.ok ? ok({ kind: 'listed', numbers: numbers.value }) : numbers;
};

const tooMany = ({ callers }: RuleContent): boolean =>
  callers.kind === 'listed' && callers.numbers.length > MOST_NUMBERS;

const readContent = (written: WrittenRule, region: string): Read<RuleContent> => {
  const [types, time, callers] = [
    readTypes(written.types),
    readTime(written.time),
    readCallers(written.callers, region),
  ];
  if (!types.ok || !time.ok || !callers.ok)
    return fail([types, time, callers].flatMap((read) => (read.ok ? [] : read.fault)));
  const content = canonicalContent(
    { types: types.value, time: time.value, callers: callers.value },
    region,
  );
  if (content.ok && tooMany(content.value))
    return fail([{ path: ['callers'], fault: { code: 'field-too-long', most: MOST_NUMBERS } }]);
  return content;
};

/** A content and the one text for it, by which equal ones are known. */
type KeyedContent = { content: RuleContent; key: string };

/** Paths of faults begin with the criterion; an index follows where one of a list is wrong. */
export type ContentReader = (written: WrittenRule) => Read<KeyedContent>;

/** A reader that remembers: files repeat themselves. @param region the country of numbers without `+` */
export const contentReader = (region: string): ContentReader => {
  const known = new Map<string, Read<KeyedContent>>();
  const readKeyed = (written: WrittenRule): Read<KeyedContent> => {
    const content = readContent(written, region);
    return content.ok ? ok({ content: content.value, key: contentKey(content.value) }) : content;
  };
  return (written) => {
    const words = JSON.stringify([written.types, written.time, written.callers]);
    const read = known.get(words) ?? readKeyed(written);
    known.set(words, read);
    return read;
  };
};

/** Several addresses in one text: divided as numbers are; a name keeps its spaces. */
export const splitAddresses = (text: string, region: string): string[] =>
  splitNumbers(text, region);
