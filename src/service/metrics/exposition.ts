/** The text that Prometheus reads, version 0.0.4: families of samples, each told with what it means. */

export type Labels = Readonly<Record<string, string>>;

type Sample = { labels?: Labels; value: number };

/** How many fell under each bound, not counting those under a smaller one; the bounds grow, the rest is beyond them. */
type Distribution = {
  labels: Labels;
  bounds: readonly { atMost: number; count: number }[];
  beyond: number;
  sum: number;
};

/** A help is one line. */
type Told = { name: string; help: string };

export type Family =
  | (Told & { type: 'counter' | 'gauge'; samples: readonly Sample[] })
  | (Told & { type: 'histogram'; distributions: readonly Distribution[] });

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };

const escaped = (text: string): string => text.replace(/[\\"\n]/g, (sign) => ESCAPES[sign] ?? sign);

const line = (name: string, { labels = {}, value }: Sample): string => {
  const written = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${written.length > 0 ? `{${written.join(',')}}` : ''} ${value}`;
};

/** Buckets hold everything up to their bound, so that the last holds all. */
const bucketLines = (name: string, { labels, bounds, beyond, sum }: Distribution): string[] => {
  let count = 0;
  const buckets = [...bounds, { atMost: '+Inf', count: beyond }].map((bound) => {
    count += bound.count;
    return line(`${name}_bucket`, {
      labels: { ...labels, le: String(bound.atMost) },
      value: count,
    });
  });
  return [
    ...buckets,
    line(`${name}_sum`, { labels, value: sum }),
    line(`${name}_count`, { labels, value: count }),
  ];
};

const linesOf = (family: Family): string[] => {
  const { name, help, type } = family;
  const lines =
    family.type === 'histogram'
      ? family.distributions.flatMap((distribution) => bucketLines(name, distribution))
      : family.samples.map((sample) => line(name, sample));
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
};

export const exposition = (families: readonly Family[]): string =>
  `${families.flatMap(linesOf).join('\n')}\n`;
