/** What Prometheus reads, taken apart as strictly as it does. */

type Series = { name: string; labels: Record<string, string>; value: number };

export type Scrape = {
  series: Series[];
  /** By the name of the family. */
  types: Map<string, string>;
  helps: Map<string, string>;
  /** `at('pbxctl_calls_total', { verdict: 'notify' })`: of the one series that has these labels. */
  at: (name: string, labels?: Record<string, string>) => number;
};

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)$`);

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

const labelsIn = (text: string): Record<string, string> => {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  for (let end = 0; end < text.length; end = LABEL.lastIndex) {
    LABEL.lastIndex = end;
    const [, name, value] = LABEL.exec(text) ?? [];
    if (name === undefined || value === undefined || name in labels)
      throw new Error(`labels: ${text}`);
    labels[name] = unescaped(value);
  }
  return labels;
};

export const parseMetrics = (text: string): Scrape => {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const [series, types, helps]: [Series[], Scrape['types'], Scrape['helps']] = [
    [],
    new Map(),
    new Map(),
  ];
  for (const line of text.trimEnd().split('\n')) {
    const [, kind, family, rest] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind && family && rest) (kind === 'HELP' ? helps : types).set(family, rest);
    else {
      const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
      if (!name) throw new Error(`no sample: ${line}`);
      series.push({ name, labels: labelsIn(labels), value: Number(value) });
    }
  }
  const at: Scrape['at'] = (name, labels = {}) => {
    const found = series.filter(
      (one) =>
        one.name === name &&
        Object.entries(labels).every(([label, value]) => one.labels[label] === value),
    );
    const [one, another] = found;
    if (!one || another) throw new Error(`${found.length} series of ${name}`);
    return one.value;
  };
  return { series, types, helps, at };
};
