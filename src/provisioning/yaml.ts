/** YAML text piece by piece: the entries of its list are given away as they are read, so that none is kept. */
import {
  Composer,
  type CST,
  type Document,
  Lexer,
  type ParsedNode,
  Parser,
  type YAMLError,
} from 'yaml';
import type { Fault } from '../domain/fault.ts';
import { type At, DEEPEST, type Field, type Located, type OnEntry } from './located.ts';
import { ofNode, type YamlContext } from './located-yaml.ts';

type Why = Extract<Fault, { code: 'yaml-broken' }>['why'];

/** How many entries, or words and signs of them, are held before they are given away: more take more memory. */
const MOST_HELD = 256;
const LONGEST_HELD = 30_000;
/** The parser still looks at the last two. */
const FEWEST_HELD = 3;
/** Words and signs of YAML in one piece; it takes about 200 bytes for each. */
const LONGEST_PIECE = 1_500_000;

const WHYS: Partial<Record<YAMLError['code'], Why>> = {
  BAD_INDENT: 'indent',
  TAB_AS_INDENT: 'tab',
  MISSING_CHAR: 'missing',
  BAD_SCALAR_START: 'start',
  BAD_DQ_ESCAPE: 'escape',
  MULTIPLE_DOCS: 'several',
  BLOCK_AS_IMPLICIT_KEY: 'nested',
  MULTILINE_IMPLICIT_KEY: 'key',
  TAG_RESOLVE_FAILED: 'tag',
};

/** A bracket that nothing closes is told by the library as the indentation of what follows. */
const whyOf = ({ code, message }: YAMLError): Why =>
  / end with a /.test(message) ? 'missing' : (WHYS[code] ?? 'other');

const OPTIONS = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false } as const;

/** Thrown within this module only: what is wrong ends the reading. */
class Unreadable extends Error {
  readonly at: At;
  readonly fault: Fault;
  constructor(at: At, fault: Fault) {
    super(fault.code);
    this.at = at;
    this.fault = fault;
  }
}

type Reading = YamlContext & { list: string; onEntry: OnEntry; entries: number };

const documentsIn = (tokens: readonly CST.Token[], end: number): Document.Parsed<ParsedNode>[] => [
  ...new Composer(OPTIONS).compose(tokens, true, end),
];

/** The value of a part of the text, with the faults of its grammar told. */
const valueIn = (reading: Reading, documents: readonly Document.Parsed<ParsedNode>[]): Located => {
  const [first, second] = documents;
  for (const { errors, warnings } of documents) {
    for (const error of [...errors, ...warnings])
      reading.tell(error.pos[0], { code: 'yaml-broken', why: whyOf(error) }, []);
  }
  if (second) reading.tell(second.range[0], { code: 'yaml-broken', why: 'several' }, []);
  return ofNode(reading, first?.contents, 0);
};

const valueOfToken = (reading: Reading, value: CST.Token): Located =>
  valueIn(
    reading,
    documentsIn([{ type: 'document', offset: value.offset, start: [], value }], value.offset),
  );

const giveAway = (reading: Reading, entries: Located): void => {
  for (const entry of entries.kind === 'list' ? entries.items : []) {
    reading.onEntry(entry, reading.entries);
    reading.entries += 1;
  }
};

const isListed = (map: CST.BlockMap, list: string): boolean => {
  const key = map.items.at(-1)?.key;
  return key?.type === 'scalar' && key.source === list;
};

/**
 * Takes the entries that are complete out of the tree that the parser builds, and gives them away. Its last two stay:
 * the parser still looks at them. What stands before the list is read first, since it may hold anchors.
 */
const drain = (
  reading: Reading,
  [, map, seq]: readonly CST.Token[],
  head: Field[],
  held: number,
): boolean => {
  if (map?.type !== 'block-map' || seq?.type !== 'block-seq') return false;
  const isEnough = seq.items.length >= (held > LONGEST_HELD ? FEWEST_HELD : MOST_HELD);
  if (!isEnough || !isListed(map, reading.list)) return false;
  if (map.items.length > 1) {
    const before = valueOfToken(reading, {
      ...map,
      items: map.items.splice(0, map.items.length - 1),
    });
    if (before.kind === 'map') head.push(...before.fields);
  }
  giveAway(
    reading,
    valueOfToken(reading, { ...seq, items: seq.items.splice(0, seq.items.length - 2) }),
  );
  return true;
};

/** The tokens of the whole text, without the entries that were given away. */
const tokensOf = (reading: Reading, text: string, head: Field[]): CST.Token[] => {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let held = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    held += 1;
    if (parser.stack.length > DEEPEST)
      throw new Unreadable(parser.offset, { code: 'file-too-deep', most: DEEPEST });
    if (held > LONGEST_PIECE) throw new Unreadable(parser.offset, { code: 'yaml-piece-too-long' });
    if (tokens.length === 0 && drain(reading, parser.stack, head, held)) held = 0;
  }
  return [...tokens, ...parser.end()];
};

/** A line may end in CR alone: the library knows only LF and CRLF. The places stay what they are. */
const withLineFeeds = (text: string): string => text.replace(/\r(?!\n)/g, '\n');

/**
 * The value of a YAML text; the entries of the list under `list` are given to `onEntry` and left out of it.
 * Null where the reading ended early.
 */
export const readYaml = (
  text: string,
  list: string,
  onEntry: OnEntry,
  told: Pick<YamlContext, 'tell' | 'tellTwice'>,
): Located | null => {
  const reading: Reading = { ...told, anchors: new Map(), list, onEntry, entries: 0 };
  try {
    const head: Field[] = [];
    const tokens = tokensOf(reading, withLineFeeds(text), head);
    const root = valueIn(reading, documentsIn(tokens, text.length));
    if (root.kind !== 'map') return root;
    const last = root.fields.find(({ key }) => key === list);
    if (last) giveAway(reading, last.value);
    return { ...root, fields: [...head, ...root.fields] };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reading.tell(error.at, error.fault, []);
    return null;
  }
};
