/** What a query of Prometheus asks for, by the grammar that Prometheus itself has. */
import { parser } from '@prometheus-io/lezer-promql';

/** A selector of series, with what its labels have to be. */
type Selector = { metric: string; matchers: { label: string; operator: string; value: string }[] };

export type Query = {
  selectors: Selector[];
  /** The labels of `by` and `on`. */
  grouped: string[];
  /** The metrics that each function is asked of: `rate` of `calls_total`. */
  functions: { name: string; metrics: string[] }[];
};

type Node = ReturnType<typeof parser.parse>['topNode'];

const textOf = (query: string, { from, to }: { from: number; to: number }): string =>
  query.slice(from, to);

const within = (node: Node, name: string): Node[] => {
  const found: Node[] = [];
  node.cursor().iterate((one) => {
    if (one.name === name) found.push(one.node);
  });
  return found;
};

const selectorOf = (query: string, node: Node): Selector => ({
  metric: within(node, 'Identifier')
    .slice(0, 1)
    .map((name) => textOf(query, name))
    .join(),
  matchers: within(node, 'UnquotedLabelMatcher').map((matcher) => {
    const part = (name: string): string =>
      within(matcher, name)
        .map((one) => textOf(query, one))
        .join();
    const value = part('StringLiteral').slice(1, -1);
    return { label: part('LabelName'), operator: part('MatchOp'), value };
  }),
});

/** Refuses what Prometheus would refuse to read. */
export const parseQuery = (query: string): Query => {
  const tree = parser.parse(query).topNode;
  tree.cursor().iterate(({ type, from }) => {
    if (type.isError) throw new Error(`at ${from}: ${query}`);
  });
  const selectors = within(tree, 'VectorSelector').map((node) => selectorOf(query, node));
  return {
    selectors,
    grouped: within(tree, 'GroupingLabels').flatMap((labels) =>
      within(labels, 'LabelName').map((label) => textOf(query, label)),
    ),
    functions: within(tree, 'FunctionCall').map((call) => ({
      name: within(call, 'FunctionIdentifier')
        .slice(0, 1)
        .map((name) => textOf(query, name))
        .join(),
      metrics: within(call, 'VectorSelector').map((node) => selectorOf(query, node).metric),
    })),
  };
};
