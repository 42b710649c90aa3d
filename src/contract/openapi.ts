/** The OpenAPI 3.1 document, made from the table of operations. */
import * as z from 'zod/mini';
import { callSchema } from '../domain/call.ts';
import { contactSchema } from '../domain/contact.ts';
import { ruleSchema } from '../domain/rule.ts';
import { workScheduleSchema } from '../domain/schedule.ts';
import { settingsSchema } from '../domain/settings.ts';
import { subscriberSchema } from '../domain/subscriber.ts';
import { verdictSchema } from '../domain/verdict.ts';
import type { Operation } from './operation.ts';
import { operations } from './pbx.ts';
import { problemDocumentSchema } from './problem-document.ts';
import { BASE } from './wire.ts';

type Json = Record<string, unknown>;

const NAMED = {
  Rule: ruleSchema,
  Subscriber: subscriberSchema,
  Contact: contactSchema,
  WorkSchedule: workScheduleSchema,
  Settings: settingsSchema,
  Call: callSchema,
  Verdict: verdictSchema,
  Problem: problemDocumentSchema,
};

const registry = () => {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) names.add(schema(), { id });
  return names;
};

type Schemas = { of: (schema: z.core.$ZodType, io: 'input' | 'output') => Json; components: Json };

/** Resources are described once, as components, and referred to everywhere else. */
const schemasOf = (): Schemas => {
  const components: Json = {};
  const metadata = registry();
  const of = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
    const {
      $schema: _,
      $defs = {},
      ...described
    } = z.toJSONSchema(schema, {
      io,
      metadata,
      unrepresentable: 'any',
    });
    for (const [name, { $id: __, ...definition }] of Object.entries($defs).map(
      ([name, definition]): [string, Json] => [name, Object(definition)],
    )) {
      components[suffixed(name, io)] = pointed(definition, io);
    }
    return pointed(described, io);
  };
  return { of, components };
};

/** What goes in may leave out what has a default, so a resource that goes in is another schema than it coming out. */
const suffixed = (name: string, io: 'input' | 'output'): string =>
  io === 'input' ? `${name}Input` : name;

const pointed = (schema: Json, io: 'input' | 'output'): Json =>
  JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key !== '$ref' || typeof value !== 'string') return value;
    return `#/components/schemas/${suffixed(value.replace('#/$defs/', ''), io)}`;
  });

const parametersOf = (schemas: Schemas, { params, query, conditional }: Operation): Json[] => {
  const fields = (part: Operation['query'], place: 'path' | 'query'): Json[] =>
    Object.entries(part?.().shape ?? {}).map(([name, field]) => ({
      name,
      in: place,
      required: place === 'path',
      schema: schemas.of(field, 'input'),
    }));
  const revision = {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The revision that was seen, in quotation marks: "3"',
    schema: { type: 'string', pattern: '^"\\d+"$' },
  };
  return [...fields(params, 'path'), ...fields(query, 'query'), ...(conditional ? [revision] : [])];
};

const content = (schema: Json, type = 'application/json'): Json => ({ [type]: { schema } });

const operationDocument = (name: string, operation: Operation, schemas: Schemas): Json => ({
  operationId: name,
  description: `Scope: ${operation.scope}`,
  parameters: parametersOf(schemas, operation),
  ...(operation.body && {
    requestBody: { required: true, content: content(schemas.of(operation.body(), 'input')) },
  }),
  responses: {
    [operation.makes ? 201 : 200]: {
      description: 'Done',
      content: content(schemas.of(operation.answer(), 'output')),
    },
    default: {
      description: 'Not done, with the reason (RFC 9457)',
      content: content(schemas.of(problemDocumentSchema(), 'output'), 'application/problem+json'),
    },
  },
});

const pathsOf = (schemas: Schemas): Json => {
  const paths: Record<string, Json> = {};
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const path = `${BASE}${operation.path}`;
    const method = operation.method.toLowerCase();
    paths[path] = { ...paths[path], [method]: operationDocument(name, operation, schemas) };
  }
  return paths;
};

export const openApiDocument = (): Json => {
  const schemas = schemasOf();
  const paths = pathsOf(schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'pbxctl',
      version: '1',
      description: 'Missed-call notification rules of a corporate PBX',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: schemas.components,
    },
  };
};
