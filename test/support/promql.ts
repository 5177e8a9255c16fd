/** Parses PromQL, and evaluates the part that the alert rules use. */
import { parser } from '@prometheus-io/lezer-promql';
import type { Labels, Sample, Samples } from './scrape.js';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

export interface Series {
  readonly labels: Labels;
  readonly value: number;
}

/** Throws for invalid PromQL. */
export function parseQuery(query: string): SyntaxNode {
  const { topNode } = parser.parse(query);
  for (const node of descendants(topNode)) {
    if (node.type.isError) throw new Error(`Not PromQL at ${node.from}: ${query}`);
  }
  return topNode;
}

/** The metrics that a query selects, each with its matched labels, and the labels it groups by. */
export function namesIn(query: string): {
  selected: { metric: string; labels: string[] }[];
  grouped: string[];
} {
  const nodes = descendants(parseQuery(query));
  const selected = nodes
    .filter(({ name }) => name === 'VectorSelector')
    .map((node) => ({
      metric: textOf(query, node.getChild('Identifier')),
      labels: namedIn(query, descendants(node), 'LabelName'),
    }));
  const groups = nodes.filter(({ name }) => name === 'GroupingLabels');
  return { selected, grouped: groups.flatMap((node) => namedIn(query, descendants(node), 'LabelName')) };
}

function namedIn(query: string, nodes: readonly SyntaxNode[], name: string): string[] {
  return nodes.filter((node) => node.name === name).map((node) => textOf(query, node));
}

/**
 * The query's result after the last scrape. All scrapes lie within every range, so `increase` is from the
 * first to the last with the series.
 */
export function evaluate(query: string, scrapes: readonly Samples[]): readonly Series[] {
  const result = resultOf(query, child(parseQuery(query)), scrapes);
  return typeof result === 'number' ? [{ labels: {}, value: result }] : result;
}

type Value = number | readonly Series[];

function resultOf(query: string, node: SyntaxNode, scrapes: readonly Samples[]): Value {
  switch (node.name) {
    case 'ParenExpr':
      return resultOf(query, child(node), scrapes);
    case 'NumberDurationLiteral':
      return Number(textOf(query, node));
    case 'VectorSelector':
      return select(query, node, scrapes.at(-1)?.all ?? []);
    case 'AggregateExpr':
      return aggregate(query, node, scrapes);
    case 'FunctionCall':
      return call(query, node, scrapes);
    case 'BinaryExpr':
      return combine(query, node, scrapes);
    default:
      throw new Error(`The tests do not evaluate ${node.name}: ${query}`);
  }
}

function select(query: string, node: SyntaxNode, samples: readonly Sample[]): readonly Series[] {
  const metric = textOf(query, node.getChild('Identifier'));
  const matchers = descendants(node)
    .filter(({ name }) => name === 'UnquotedLabelMatcher')
    .map((matcher) => {
      const [label = '', operator = '', text = ''] = childrenOf(matcher).map((part) => textOf(query, part));
      const isNegative = operator.startsWith('!');
      const pattern = new RegExp(
        `^(?:${operator.endsWith('~') ? text.slice(1, -1) : RegExp.escape(text.slice(1, -1))})$`,
      );
      return (labels: Labels) => pattern.test(labels[label] ?? '') !== isNegative;
    });
  return samples.filter(
    ({ name, labels }) => name === metric && matchers.every((matches) => matches(labels)),
  );
}

function aggregate(query: string, node: SyntaxNode, scrapes: readonly Samples[]): readonly Series[] {
  const by = namedIn(query, descendants(node.getChild('AggregateModifier')), 'LabelName');
  const operator = textOf(query, node.getChild('AggregateOp'));
  const groups = Map.groupBy(
    vectorOf(query, child(node.getChild('FunctionCallBody')), scrapes),
    ({ labels }) => keyOf(labels, by),
  );
  return [...groups.values()].map((series) => {
    const values = series.map(({ value }) => value);
    const labels = Object.fromEntries(by.map((label) => [label, series[0]?.labels[label] ?? '']));
    return { labels, value: aggregated(operator, values) };
  });
}

function aggregated(operator: string, values: readonly number[]): number {
  if (operator === 'sum') return values.reduce((total, value) => total + value, 0);
  if (operator === 'min') return Math.min(...values);
  if (operator === 'max') return Math.max(...values);
  throw new Error(`The tests do not evaluate ${operator}.`);
}

function call(query: string, node: SyntaxNode, scrapes: readonly Samples[]): readonly Series[] {
  const name = textOf(query, node.getChild('FunctionIdentifier'));
  const [first, second] = childrenOf(node.getChild('FunctionCallBody'));
  if ((name === 'increase' || name === 'rate') && first?.name === 'MatrixSelector') {
    return increases(query, child(first), scrapes);
  }
  if (name === 'absent' && first) {
    return vectorOf(query, first, scrapes).length > 0 ? [] : [{ labels: {}, value: 1 }];
  }
  if (name === 'histogram_quantile' && first && second) {
    return quantiles(Number(textOf(query, first)), vectorOf(query, second, scrapes));
  }
  throw new Error(`The tests do not evaluate ${name}.`);
}

/** A new series is not an increase: Prometheus has nothing to compare it with. */
function increases(query: string, selector: SyntaxNode, scrapes: readonly Samples[]): readonly Series[] {
  const seen = new Map<string, Series[]>();
  for (const { all } of scrapes) {
    for (const series of select(query, selector, all)) {
      const key = keyOf(series.labels, Object.keys(series.labels).sort());
      seen.set(key, [...(seen.get(key) ?? []), series]);
    }
  }
  return [...seen.values()].flatMap((values) => {
    const [first, last] = [values[0], values.at(-1)];
    return first && last && first !== last ? [{ labels: last.labels, value: last.value - first.value }] : [];
  });
}

/** The upper bound of the bucket, whereas Prometheus interpolates within it. */
function quantiles(share: number, buckets: readonly Series[]): readonly Series[] {
  const bound = ({ labels }: Series) => (labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le));
  const others = (labels: Labels) => Object.entries(labels).filter(([label]) => label !== 'le');
  const groups = Map.groupBy(buckets, ({ labels }) => JSON.stringify(others(labels)));
  return [...groups.values()].flatMap((series) => {
    const sorted = [...series].sort((one, other) => bound(one) - bound(other));
    const total = sorted.at(-1)?.value ?? 0;
    const found = sorted.find(({ value }) => value >= share * total);
    return found && total > 0
      ? [{ labels: Object.fromEntries(others(found.labels)), value: bound(found) }]
      : [];
  });
}

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '>': (left, right) => left > right,
  '==': (left, right) => left === right,
};

function combine(query: string, node: SyntaxNode, scrapes: readonly Samples[]): Value {
  const [left, operation, right] = childrenOf(node);
  if (!left || !operation || !right) throw new Error(`The tests do not evaluate ${textOf(query, node)}`);
  const operator = textOf(query, operation);
  const [one, other] = [resultOf(query, left, scrapes), resultOf(query, right, scrapes)];
  const keyOfSeries = ({ labels }: Series) => keyOf(labels, Object.keys(labels).sort());
  if (operator === 'or' && typeof one !== 'number' && typeof other !== 'number') {
    const known = new Set(one.map(keyOfSeries));
    return [...one, ...other.filter((series) => !known.has(keyOfSeries(series)))];
  }
  if (operator === '*' && typeof one === 'number' && typeof other !== 'number') {
    return other.map((series) => ({ ...series, value: one * series.value }));
  }
  const compare = COMPARISONS[operator];
  if (!compare || typeof one === 'number') throw new Error(`The tests do not evaluate ${operator}: ${query}`);
  return one.filter((series) => {
    const partner =
      typeof other === 'number'
        ? other
        : other.find((each) => keyOfSeries(each) === keyOfSeries(series))?.value;
    return partner !== undefined && compare(series.value, partner);
  });
}

function vectorOf(query: string, node: SyntaxNode, scrapes: readonly Samples[]): readonly Series[] {
  const value = resultOf(query, node, scrapes);
  if (typeof value === 'number') throw new Error(`A number is no vector: ${query}`);
  return value;
}

function keyOf(labels: Labels, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => [name, labels[name] ?? '']));
}

function textOf(query: string, node: SyntaxNode | null): string {
  return node ? query.slice(node.from, node.to) : '';
}

function child(node: SyntaxNode | null): SyntaxNode {
  const [first] = childrenOf(node);
  if (!first) throw new Error('The query is not complete.');
  return first;
}

function childrenOf(node: SyntaxNode | null): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let next = node?.firstChild; next; next = next.nextSibling) children.push(next);
  return children;
}

function descendants(node: SyntaxNode | null): SyntaxNode[] {
  return childrenOf(node).flatMap((each) => [each, ...descendants(each)]);
}
