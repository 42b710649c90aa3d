// The OpenAPI document: valid, whole, and the one that is kept in docs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../src/contract/openapi.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { operations } from '../../src/contract/pbx.ts';
import { ROOT } from '../support/cli.ts';

const document = JSON.parse(JSON.stringify(openApiDocument()));

test('it is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('every reference leads somewhere, and no component is there for nothing', () => {
  const text = JSON.stringify(document);
  const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to));
  const components = Object.keys(document.components.schemas);
  expect([...references].sort()).toEqual(
    components.map((name) => `#/components/schemas/${name}`).sort(),
  );
});

test.for(Object.entries<Operation>(operations))('%s is in it', ([name, operation]) => {
  const described = document.paths[`/v1${operation.path}`][operation.method.toLowerCase()];
  expect(described.operationId).toBe(name);
  expect(described.description).toContain(operation.scope);
  expect(Boolean(described.requestBody)).toBe(Boolean(operation.body));
  expect(Object.keys(described.responses)).toEqual([operation.makes ? '201' : '200', 'default']);
  const parameters: string[] = described.parameters.map(({ name }: { name: string }) => name);
  const wanted = [operation.params, operation.query].flatMap((part) =>
    Object.keys(part?.().shape ?? {}),
  );
  expect(parameters).toEqual([...wanted, ...(operation.conditional ? ['If-Match'] : [])]);
});

test('there is nothing else in it', () => {
  const described = Object.values<object>(document.paths).flatMap((path) => Object.keys(path));
  expect(described).toHaveLength(Object.keys(operations).length);
});

test('docs/openapi.json is this one: node bin/run.js serve --openapi > docs/openapi.json', () => {
  const kept = readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8');
  expect(kept).toBe(`${JSON.stringify(document, null, 2)}\n`);
});
