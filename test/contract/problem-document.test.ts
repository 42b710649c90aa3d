import { describe, expect, test } from 'vitest';
import { PROBLEMS, Problem, problem } from '../../src/contract/problem.ts';
import {
  problemDocument,
  problemDocumentSchema,
  problemOfDocument,
} from '../../src/contract/problem-document.ts';
import { faultText } from '../../src/messages/fault-text.ts';

const over = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const CONFLICT = {
  type: 'urn:pbxctl:problem:conflict',
  title: 'Conflict',
  status: 409,
  detail: 'it is so',
};

const error = (code: string, fault: object = {}) => ({
  path: 'name',
  message: 'the words of the PBX',
  next: null,
  code,
  fault: { code, ...fault },
});

describe('a problem document', () => {
  test('has a type, a title and a status, and each fault in words, as a code and as data', () => {
    const told = problem('conflict', { code: 'rule-equal', id: 7 }, ['update', 0]);
    expect(problemDocument(told)).toEqual({
      type: 'urn:pbxctl:problem:conflict',
      title: 'Conflict',
      status: 409,
      detail: 'update.0: the subscriber has an equal rule already: 7',
      errors: [
        {
          path: 'update.0',
          message: 'the subscriber has an equal rule already: 7',
          next: expect.stringContaining('pbxctl rules show 7'),
          code: 'rule-equal',
          fault: { code: 'rule-equal', id: 7 },
        },
      ],
    });
  });

  test('has the place of a fault in a file', () => {
    const place = { file: 'staff.csv', line: 3, column: 8 };
    const faults = [{ path: ['email'], fault: { code: 'name-empty' } as const, place }];
    expect(problemDocument(new Problem('invalid', faults)).errors).toMatchObject([place]);
  });

  test.each(Object.keys(PROBLEMS))('of every type fits its schema: %s', (name) => {
    const type = name as keyof typeof PROBLEMS;
    const document = problemDocument(problem(type, { code: 'name-empty' }));
    expect(problemDocumentSchema().safeParse(document).success).toBe(true);
    expect(document).toMatchObject({ status: PROBLEMS[type], type: `urn:pbxctl:problem:${name}` });
  });
});

describe('a problem that went over the network', () => {
  test.each([
    ['of one field', problem('invalid', { code: 'callers-empty' }, ['callers', 'numbers', 2])],
    ['of the whole', problem('not-found', { code: 'not-found', resource: 'rule', id: 7 })],
    [
      'of several fields',
      new Problem('invalid', [
        { path: ['create', 0, 'types'], fault: { code: 'types-empty' } },
        { path: ['create', 3], fault: { code: 'rule-equal', id: 2 } },
      ]),
    ],
    ['of the connection', problem('unauthenticated', { code: 'token-missing' })],
  ])('is the same: %s', (_, told) => {
    const back = problemOfDocument(over(problemDocument(told)));
    expect(back).toBeInstanceOf(Problem);
    expect([back?.type, back?.faults]).toEqual([told.type, told.faults]);
  });

  test.each(['colour-unknown', 'toString', 'constructor', '__proto__'])(
    'has a fault that this version does not know in the words of the PBX: %s',
    (code) => {
      const back = problemOfDocument(over({ ...CONFLICT, errors: [error(code)] }));
      expect(back?.faults).toEqual([
        { path: ['name'], fault: { code: 'remote', text: 'the words of the PBX' } },
      ]);
    },
  );

  test.each([
    ['address-ambiguous', { address: 'a' }],
    ['field-value', { allowed: 'missed' }],
    ['taken', { field: 'number', value: 7, by: null }],
  ])(
    'has a fault whose data this version cannot tell in the words of the PBX: %s %j',
    (code, fault) => {
      const back = problemOfDocument(over({ ...CONFLICT, errors: [error(code, fault)] }));
      const [located] = back?.faults ?? [];
      expect(located?.fault).toEqual({ code: 'remote', text: 'the words of the PBX' });
    },
  );

  test('can be told in every language, whatever it says', () => {
    const back = problemOfDocument(
      over({ ...CONFLICT, errors: [error('not-found'), error('taken'), error('date-twice')] }),
    );
    for (const { fault } of back?.faults ?? []) {
      for (const language of ['en', 'ru'] as const) {
        expect(faultText(language, fault).message).toEqual(expect.any(String));
      }
    }
    expect(back?.faults).toHaveLength(3);
  });

  test('is told by its detail if it has no single faults', () => {
    expect(problemOfDocument(CONFLICT)?.faults).toEqual([
      { path: [], fault: { code: 'remote', text: 'it is so' } },
    ]);
  });

  test('may say more than this version knows', () => {
    const more = { ...CONFLICT, instance: '/1', errors: [{ ...error('name-empty'), hint: 'x' }] };
    expect(problemOfDocument(more)?.faults).toEqual([
      { path: ['name'], fault: { code: 'name-empty' } },
    ]);
  });

  test.each([
    ['nothing', undefined],
    ['text', 'Bad Gateway'],
    ['a list', []],
    ['JSON of somebody else', { error: 'conflict' }],
    ["somebody else's problem", { ...CONFLICT, type: 'about:blank' }],
    ['a type that is none', { ...CONFLICT, type: 'urn:pbxctl:problem:teapot' }],
    ['a type that every object has', { ...CONFLICT, type: 'urn:pbxctl:problem:toString' }],
    ['errors of another shape', { ...CONFLICT, errors: ['no'] }],
  ])('is none in %s', (_, document) => {
    expect(problemOfDocument(document)).toBeNull();
  });
});
