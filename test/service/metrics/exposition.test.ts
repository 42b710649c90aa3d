import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exposition } from '../../../src/service/metrics/exposition.ts';
import { forAll } from '../../domain/arbitraries.ts';
import { parseMetrics } from '../../support/metrics.ts';

test('a counter and a gauge: their help, their type, and a line for each sample', () => {
  const text = exposition([
    {
      name: 'calls_total',
      help: 'Calls by verdict.',
      type: 'counter',
      samples: [{ labels: { verdict: 'notify', source: 'a' }, value: 3 }],
    },
    { name: 'memory_bytes', help: 'Memory.', type: 'gauge', samples: [{ value: 0.5 }] },
  ]);
  expect(text).toBe(
    [
      '# HELP calls_total Calls by verdict.',
      '# TYPE calls_total counter',
      'calls_total{verdict="notify",source="a"} 3',
      '# HELP memory_bytes Memory.',
      '# TYPE memory_bytes gauge',
      'memory_bytes 0.5',
      '',
    ].join('\n'),
  );
});

test('a histogram: each bucket holds those before it, the last one all', () => {
  const bounds = [
    { atMost: 1, count: 2 },
    { atMost: 2.5, count: 0 },
    { atMost: 10, count: 3 },
  ];
  const distributions = [{ labels: { channel: 'email' }, bounds, beyond: 1, sum: 31.5 }];
  const text = exposition([{ name: 'delay', help: 'Delay.', type: 'histogram', distributions }]);
  expect(text.split('\n').slice(2, -1)).toEqual([
    'delay_bucket{channel="email",le="1"} 2',
    'delay_bucket{channel="email",le="2.5"} 2',
    'delay_bucket{channel="email",le="10"} 5',
    'delay_bucket{channel="email",le="+Inf"} 6',
    'delay_sum{channel="email"} 31.5',
    'delay_count{channel="email"} 6',
  ]);
});

test('whatever stands in a label is read back', () => {
  const texts = fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'n', '{', '}', ',', '=', 'ё') });
  forAll(
    fc.property(texts, texts, (first, second) => {
      const labels = { first, second };
      const family = {
        name: 'a',
        help: 'b',
        type: 'gauge',
        samples: [{ labels, value: 1 }],
      } as const;
      const [series] = parseMetrics(exposition([family])).series;
      expect(series?.labels).toEqual(labels);
    }),
  );
});
