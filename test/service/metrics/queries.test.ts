// docs/grafana-dashboard.json and docs/prometheus-alerts.yaml: every query finds what a service really tells.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { ROOT } from '../../support/cli.ts';
import { startPbx } from '../../support/http.ts';
import { parseMetrics, type Scrape } from '../../support/metrics.ts';
import { parseQuery } from '../../support/promql.ts';

const dashboardSchema = z.object({
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string().min(1),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).min(1),
      gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
    }),
  ),
});

const alertsSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.strictObject({ summary: z.string(), action: z.string() }),
        }),
      ),
    }),
  ),
});

const read = (file: string): string => readFileSync(join(ROOT, 'docs', file), 'utf8');
const dashboard = dashboardSchema.parse(JSON.parse(read('grafana-dashboard.json')));
const [alerts] = alertsSchema.parse(parse(read('prometheus-alerts.yaml'))).groups;

type Told = { from: string; query: string; text: string };

/** What Grafana puts in the place of its variables. */
const filledIn = (query: string): string =>
  query.replaceAll('$__rate_interval', '5m').replaceAll('$job', 'pbxctl');

const shown: Told[] = dashboard.panels.flatMap(({ title, targets }) =>
  targets.map(({ expr, legendFormat }) => ({
    from: title,
    query: filledIn(expr),
    text: legendFormat,
  })),
);
const watched: Told[] = (alerts?.rules ?? []).map(({ alert, expr, annotations }) => ({
  from: alert,
  query: expr,
  text: `${annotations.summary} ${annotations.action}`,
}));

let scrape: Scrape;
beforeAll(async () => {
  const pbx = await startPbx();
  const { text } = await pbx.send('GET', '/metrics');
  await pbx.close();
  scrape = parseMetrics(text);
});

/** Prometheus adds these to what it reads, and has this of its own. */
const ADDED = ['job', 'instance'];
const OWN = ['up'];

type Selector = ReturnType<typeof parseQuery>['selectors'][number];

const fits = (value: string | undefined, operator: string, wanted: string): boolean => {
  const isMatch = operator.endsWith('~')
    ? new RegExp(`^(?:${wanted})$`).test(value ?? '')
    : value === wanted;
  return operator.startsWith('!') ? !isMatch : isMatch;
};

const found = ({ metric, matchers }: Selector) =>
  scrape.series.filter(
    ({ name, labels }) =>
      name === metric &&
      matchers
        .filter(({ label }) => !ADDED.includes(label))
        .every(
          ({ label, operator, value }) => label in labels && fits(labels[label], operator, value),
        ),
  );

const familyOf = (metric: string): string => metric.replace(/_(bucket|sum|count)$/, '');

describe.each([...shown, ...watched])('$from: $query', ({ query, text }) => {
  const { selectors, grouped, functions } = parseQuery(query);
  const own = selectors.filter(({ metric }) => !OWN.includes(metric));

  test('finds series, and so does each of its conditions', () => {
    for (const selector of own) {
      expect(found(selector).length, selector.metric).toBeGreaterThan(0);
      for (const { label, operator, value } of selector.matchers) {
        const values = operator === '=~' ? value.split('|') : [value];
        for (const one of ADDED.includes(label) ? [] : values) {
          const matchers = [{ label, operator: '=', value: one }];
          expect(found({ ...selector, matchers }).length, `${label}="${one}"`).toBeGreaterThan(0);
        }
      }
    }
  });

  test('groups and names by labels that they have', () => {
    const named = [...text.matchAll(/\{\{ ?(?:\$labels\.)?(\w+) ?\}\}/g)].map(
      ([, label = '']) => label,
    );
    for (const label of [...grouped, ...named])
      for (const selector of own)
        expect(found(selector)[0]?.labels, selector.metric).toHaveProperty(label);
    if (/\bby\b/.test(query)) expect(grouped).toEqual(expect.arrayContaining(named));
  });

  test('asks how fast only of what counts', () => {
    for (const { name, metrics } of functions)
      for (const metric of metrics) {
        const type = scrape.types.get(familyOf(metric));
        if (name === 'rate' || name === 'increase')
          expect(['counter', 'histogram']).toContain(type);
        if (name === 'histogram_quantile') expect(metric).toMatch(/_bucket$/);
      }
  });
});

test('the dashboard shows everything that a service tells, and no panel lies on another', () => {
  const metrics = shown.flatMap(({ query }) =>
    parseQuery(query).selectors.map(({ metric }) => metric),
  );
  const families = new Set(metrics.map(familyOf));
  const told = [...scrape.types.keys()].filter((name) => name !== 'process_start_time_seconds');
  expect(told.filter((name) => !families.has(name))).toEqual([]);
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
