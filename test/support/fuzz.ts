// Requests that look right and requests that do not, made from the OpenAPI document, and what every answer must be.
import fc from 'fast-check';
import { openApiDocument } from '../../src/contract/openapi.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { type OperationName, operations } from '../../src/contract/pbx.ts';
import { problemDocumentSchema } from '../../src/contract/problem-document.ts';
import type { HttpTestPbx } from './http.ts';

type Schema = {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  minItems?: number;
};

type Parameter = { name: string; in: string; schema: Schema };
type Described = {
  parameters: Parameter[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
};
type Document = {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};

const DOCUMENT: Document = JSON.parse(JSON.stringify(openApiDocument()));

/** Texts that some field takes, and those that no field should. */
const TEXTS = [
  ...['101', '102', '103', '7', '+79161234567', '8 (916) 123-45-67', '+78001000101', '+4930123456'],
  ...['anna@firm.ru', 'Анна Иванова', 'иванова', 'Борис', 'ООО «Ромашка»', 'ci', 'asterisk:office'],
  ...['2026-11-22T11:58:00+03:00', '2026-11-22T08:58:00Z', '2026-11-22T11:58:00', '2026-11-22'],
  ...['2026-02-30', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00', '2026-11-22T24:00:00Z'],
  ...['10:00', '18:00', '00:00', '24:00', '25:61', '24h', '0m', '999999d', 'RU', 'DE', 'XX'],
  ...['Europe/Moscow', 'Asia/Kathmandu', 'UTC', '+03:00', 'Mars/Olympus', '1', '1,2-5', '5-1', '0'],
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '👨‍👩‍👧‍👦',
    'ё',
    'İ',
    'ß',
    '%',
    '_',
    "'",
    '"',
    '\\',
    '\n',
    '*',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'true', 'NaN', '1e3', '-1'],
  ...['changing:1', 'local:root', "' or 1=1 --", '../../etc/passwd', '<b>', '{{7*7}}', '٣٤٥'],
];

/** What each field, by its name, is usually given. */
const USUAL: Record<string, string[]> = {
  subscribers: ['101', '102', 'Анна Иванова', 'anna@firm.ru'],
  subscriber: ['101', '102', '+79160000101', 'иванова'],
  who: ['anna@firm.ru', 'Борис Лебедев', '+79160000101'],
  numbers: ['+79161234567', '8 (916) 123-45-67', '84951234567', '+4930123456'],
  number: ['+79160000101', '8 916 000-01-02', '+79161234567', '101'],
  extension: ['101', '102', '103', '104'],
  email: ['anna@firm.ru', 'boris@firm.ru'],
  name: ['Анна Иванова', 'Борис', 'ООО «Ромашка»', 'ci'],
  callers: ['all', 'listed', 'vip', '+79161234567'],
  startedAt: ['2026-11-22T11:58:00+03:00', '2026-11-21T22:00:00Z', '2020-01-01T00:00:00Z'],
  endedAt: ['2026-11-22T11:58:05+03:00'],
  since: ['2026-11-22T00:00:00+03:00'],
  expiresAt: ['2027-01-01T00:00:00+03:00', '2020-01-01T00:00:00Z'],
  from: ['09:00', '10:00', '22:00', '00:00'],
  to: ['18:00', '06:00', '24:00'],
  date: ['2026-12-31', '2027-01-01'],
  firstDate: ['2026-11-01', '2026-12-01'],
  lastDate: ['2026-12-31'],
  zone: ['Europe/Moscow', 'Asia/Kathmandu', 'America/New_York'],
  region: ['RU', 'DE', 'US'],
  notifyMaxAge: ['24h', '90m', '7d'],
  dialled: ['+78001000101', '84951234567', 'constructor'],
  ids: ['1', '1-5', '2,4-9'],
  cursor: ['0', '1', '3'],
};

const isUsual = (name: string): boolean => Object.hasOwn(USUAL, name);

const textArbitrary = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^\d{1,15}$/) },
);

const WHOLES = [0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 7, 100, 1000, -1, 2 ** 31, 2 ** 53 - 1];

const ODD: unknown[] = [
  ...[null, true, false, 0, -0, 1.5, -1, 1e21, 2 ** 53, '', [], {}, [[]], [null], { code: 'x' }],
  ...['\u0000', '\ud800', 'x'.repeat(300), '__proto__', { constructor: 1 }, Array(1001).fill(1)],
];

const textOf = (name: string): fc.Arbitrary<string> =>
  isUsual(name)
    ? fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...(USUAL[name] ?? [])) },
        { weight: 1, arbitrary: textArbitrary },
      )
    : textArbitrary;

const objectOf = (schema: Schema): fc.Arbitrary<unknown> => {
  const { properties = {}, required = [], additionalProperties } = schema;
  const fields = fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, madeBy(field, name)]),
    ),
    { requiredKeys: required },
  );
  if (typeof additionalProperties !== 'object') return fields;
  return fc.dictionary(textArbitrary, madeBy(additionalProperties), { maxKeys: 3 });
};

const madeBy = (schema: Schema, name = ''): fc.Arbitrary<unknown> => {
  if (schema.$ref) {
    const named = DOCUMENT.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named ? madeBy(named, name) : fc.constant(null);
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map((option) => madeBy(option, name)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return textOf(name);
    case 'integer':
      return fc.constantFrom(...WHOLES);
    case 'number':
      return fc.oneof(fc.constantFrom(...WHOLES), fc.double({ noNaN: true }));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(madeBy(schema.items ?? {}, name), {
        minLength: schema.minItems ?? 0,
        maxLength: 4,
      });
    case 'object':
      return objectOf(schema);
    default:
      return fc.oneof(fc.constantFrom(...ODD), CALL_ARBITRARY ?? fc.constant(null));
  }
};

let CALL_ARBITRARY: fc.Arbitrary<unknown> | null = null;
CALL_ARBITRARY = madeBy(DOCUMENT.components.schemas.CallInput ?? {});

/** The value with one place in it changed: another value, a field less, a field more. */
const mutated = (value: unknown, where: readonly number[], odd: unknown): unknown => {
  const [first = 0, ...rest] = where;
  if (typeof value !== 'object' || value === null || where.length === 0) return odd;
  const keys = Object.keys(value);
  if (keys.length === 0 || first % 7 === 6) {
    return Array.isArray(value) ? [...value, odd] : { ...value, [String(odd)]: odd };
  }
  const key = keys[first % keys.length] ?? '';
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === key ? mutated(item, rest, odd) : item));
  }
  if (first % 5 === 4)
    return Object.fromEntries(Object.entries(value).filter(([at]) => at !== key));
  return { ...value, [key]: mutated(Reflect.get(value, key), rest, odd) };
};

type FuzzRequest = {
  name: OperationName;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
};

const bodyArbitrary = (schema: Schema): fc.Arbitrary<string> => {
  const sound = madeBy(schema);
  const broken = fc
    .tuple(sound, fc.array(fc.nat(20), { maxLength: 6 }), fc.constantFrom(...ODD))
    .map(([value, where, odd]) => mutated(value, where, odd));
  const written = fc.oneof({ weight: 3, arbitrary: sound }, { weight: 2, arbitrary: broken });
  const text = written.map((value) => JSON.stringify(value) ?? 'null');
  const cut = fc.tuple(text, fc.nat(200)).map(([whole, at]) => whole.slice(0, at));
  return fc.oneof({ weight: 19, arbitrary: text }, { weight: 1, arbitrary: cut });
};

const queryArbitrary = (parameters: Parameter[]): fc.Arbitrary<string> => {
  const fields = Object.fromEntries(
    parameters.map(({ name, schema }) => [
      name,
      fc.oneof(
        { weight: 4, arbitrary: madeBy(schema, name) },
        { weight: 1, arbitrary: textArbitrary },
      ),
    ]),
  );
  const known = fc.record(fields, { requiredKeys: [] });
  const unknown = fc.dictionary(textArbitrary, textArbitrary, { maxKeys: 1 });
  return fc
    .tuple(
      known,
      fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: unknown }),
    )
    .map(([asked, more]) => {
      const pairs = Object.entries({ ...asked, ...more }).slice(0, 4);
      const search = new URLSearchParams(
        pairs.map(([name, value]): [string, string] => [name, String(value)]),
      );
      return pairs.length > 0 ? `?${search}` : '';
    });
};

const segment = (value: unknown): string => encodeURIComponent(String(value).toWellFormed());

const requestOf = (operationName: OperationName): fc.Arbitrary<FuzzRequest> => {
  const { method, path }: Operation = operations[operationName];
  const described = DOCUMENT.paths[`/v1${path}`]?.[method.toLowerCase()];
  if (!described) throw new Error(`${operationName} is not described`);
  const of = (place: string): Parameter[] =>
    described.parameters.filter((parameter) => parameter.in === place);
  const params = fc.tuple(
    ...of('path').map(({ name, schema }) =>
      fc.oneof(
        { weight: 9, arbitrary: madeBy(schema, name) },
        { weight: 1, arbitrary: textArbitrary },
      ),
    ),
  );
  const schema = described.requestBody?.content['application/json'].schema;
  const body: fc.Arbitrary<string | undefined> = schema
    ? bodyArbitrary(schema)
    : fc.constant(undefined);
  const tag = fc.constantFrom(undefined, undefined, undefined, '"0"', '"1"', '"2"', '3', '*', '');
  return fc.record({ params, query: queryArbitrary(of('query')), body, tag }).map((parts) => {
    const values = [...parts.params];
    const filled = path.replaceAll(/\{\w+\}/g, () => segment(values.shift()));
    return {
      name: operationName,
      method,
      path: `/v1${filled}${parts.query}`,
      headers: {
        ...(parts.body !== undefined && { 'content-type': 'application/json' }),
        ...(parts.tag !== undefined && { 'if-match': parts.tag }),
      },
      body: parts.body,
    };
  });
};

const isName = (name: string): name is OperationName => name in operations;

const requestArbitrary: fc.Arbitrary<FuzzRequest> = fc.oneof(
  ...Object.keys(operations).filter(isName).map(requestOf),
);

/** What is wrong with an answer, or null. */
const faultOf = (name: OperationName, status: number, text: string): string | null => {
  if (status >= 500) return `answered ${status}`;
  const body: unknown = JSON.parse(text);
  if (status >= 300) {
    const problem = problemDocumentSchema().safeParse(body);
    if (!problem.success) return `no problem document: ${problem.error.message}`;
    return problem.data.status === status ? null : `${status} says it is ${problem.data.status}`;
  }
  const answer = operations[name].answer().safeParse(body);
  return answer.success ? null : `not as its schema says: ${answer.error.message}`;
};

export type FuzzResult = { statuses: Record<number, number>; faults: string[] };

/** Sends them one after another to one PBX, which lives with what they did to it. */
export const fuzz = async (
  pbx: HttpTestPbx,
  { count, seed }: { count: number; seed: number },
): Promise<FuzzResult> => {
  const statuses: Record<number, number> = {};
  const faults: string[] = [];
  let token = pbx.token(['admin']);
  const people = [
    { name: 'Анна Иванова', extension: '101', number: '+79160000101', email: 'anna@firm.ru' },
    { name: 'Борис Лебедев', extension: '102' },
  ];
  for (const [index, request] of fc.sample(requestArbitrary, { numRuns: count, seed }).entries()) {
    if (index % 50 === 0) {
      // They may be gone by now, or somebody else may have what was theirs.
      for (const body of people) await pbx.pbx('createSubscriber', { body }).catch(() => null);
    }
    const { name, method, path, headers, body } = request;
    const reply = await pbx.server.inject({
      method: method as 'GET',
      url: path,
      headers: { ...headers, authorization: `Bearer ${token}` },
      ...(body !== undefined && { payload: body }),
    });
    // It revoked its own token.
    if (reply.statusCode === 401) token = pbx.token(['admin']);
    statuses[reply.statusCode] = (statuses[reply.statusCode] ?? 0) + 1;
    const fault = faultOf(name, reply.statusCode, reply.payload);
    if (fault !== null) faults.push(`${fault}\n${JSON.stringify(request)}\n${reply.payload}`);
  }
  return { statuses, faults };
};
