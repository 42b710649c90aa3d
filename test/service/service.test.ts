import { describe, expect, it } from 'vitest';
import { operations } from '../../src/contract/pbx.ts';
import { emptyPbx, refusal, staffedPbx } from '../support/pbx.ts';

describe('the contract', () => {
  it('no two operations share a method and a path', () => {
    const routes = Object.values(operations).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('every parameter of a path is checked', () => {
    for (const { path, ...operation } of Object.values(operations)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const checked = 'params' in operation ? Object.keys(operation.params().shape) : [];
      expect(named).toEqual(checked);
    }
  });
});

describe('a request', () => {
  it('is refused with the faults of all its parts at once', async () => {
    const { pbx } = emptyPbx();
    const request: object = {
      params: { id: 'x', colour: 1 },
      query: { dryRun: 'yes' },
      body: { name: 1, age: 5 },
    };
    const work = pbx('patchSubscriber', request as Parameters<typeof pbx<'patchSubscriber'>>[1]);
    expect(await refusal(work)).toEqual([
      'invalid',
      'id field-type',
      'colour field-unknown',
      'dryRun field-type',
      'name field-type',
      'age field-unknown',
    ]);
  });

  it('without a body is refused where one is needed', async () => {
    const { pbx } = emptyPbx();
    const request: object = {};
    const work = pbx('createRules', request as Parameters<typeof pbx<'createRules'>>[1]);
    expect(await refusal(work)).toEqual(['invalid', '- field-missing']);
  });

  it('a batch may be empty and does nothing then', async () => {
    const { pbx } = await staffedPbx();
    expect(await pbx('batchRules', { body: {} })).toEqual({
      created: [],
      updated: [],
      unchanged: [],
      removed: [],
      counts: { created: 0, updated: 0, unchanged: 0, removed: 0 },
      revision: 0,
    });
    expect(await pbx('batchSubscribers', { body: {} })).toMatchObject({ created: 0, removed: [] });
  });
});
