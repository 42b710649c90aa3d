/** A node of YAML as a located value: every scalar is text, anchors and merge keys are followed. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { type At, eachOnce, type Field, type Located, type Tell } from './located.ts';

/** The anchors that the file has had by now, and where its faults are told. */
export type YamlContext = {
  anchors: Map<string, Located>;
  tell: Tell;
  tellTwice: (field: Field, first: Field) => void;
};

const MERGE = '<<';

/** An alias is the very value of its anchor, so that many of them cost no more than one. */
const ofAlias = ({ anchors, tell }: YamlContext, { source }: Alias, at: At): Located => {
  const known = anchors.get(source);
  if (!known) tell(at, { code: 'alias-unknown', name: source }, []);
  return known ?? { kind: 'text', at, text: '' };
};

/** The fields of the maps that a merge key names. */
const mergedFields = ({ tell }: YamlContext, value: Located): Field[] =>
  (value.kind === 'list' ? value.items : [value]).flatMap((source) => {
    if (source.kind === 'map') return source.fields;
    tell(source.at, { code: 'merge-not-map' }, []);
    return [];
  });

type PairNode = { key: unknown; value: unknown };

const ofPair = (context: YamlContext, { key, value }: PairNode, outer: At): Field => {
  const name = ofNode(context, key, outer);
  const { at } = name;
  if (name.kind !== 'text') context.tell(at, { code: 'yaml-broken', why: 'key' }, []);
  return { key: name.kind === 'text' ? name.text : '', at, value: ofNode(context, value, at) };
};

/** What stands in the map itself outweighs what is merged into it, and an earlier source a later one. */
const ofPairs = (context: YamlContext, pairs: readonly PairNode[], at: At): Field[] => {
  const fields = pairs.map((pair) => ofPair(context, pair, at));
  const merges = fields.filter(({ key }) => key === MERGE);
  const own = eachOnce(
    merges.length === 0 ? fields : fields.filter(({ key }) => key !== MERGE),
    context.tellTwice,
  );
  if (merges.length === 0) return own;
  const merged = merges.flatMap(({ value }) => mergedFields(context, value));
  return eachOnce([...own, ...merged], () => undefined);
};

const isNode = (node: unknown): node is ParsedNode =>
  isAlias(node) || isScalar(node) || isMap(node) || isSeq(node);

const ofContent = (
  context: YamlContext,
  node: Exclude<ParsedNode, Alias.Parsed>,
  at: At,
): Located => {
  if (isMap(node)) return { kind: 'map', at, fields: ofPairs(context, node.items, at) };
  if (isSeq(node))
    return { kind: 'list', at, items: node.items.map((item) => ofNode(context, item, at)) };
  return { kind: 'text', at, text: String(node.value ?? '') };
};

/** What is left empty is an empty text; it stands where `outer` does. */
export const ofNode = (context: YamlContext, node: unknown, outer: At): Located => {
  if (!isNode(node)) return { kind: 'text', at: outer, text: '' };
  const at = node.range[0];
  if (isAlias(node)) return ofAlias(context, node, at);
  const located = ofContent(context, node, at);
  if (node.anchor) context.anchors.set(node.anchor, located);
  return located;
};
