import { describe, expect, test } from 'vitest';
import type { AuditEntry, Token } from '../../src/contract/access.ts';
import type { Language } from '../../src/messages/types.ts';
import { printAudit, printTokens } from '../../src/terminal/access.ts';
import { PLAIN, type Terminal } from '../../src/terminal/terminal.ts';

const TOKEN: Token = {
  id: 1,
  name: 'ci',
  scopes: ['rules:read', 'rules:write'],
  createdAt: '2026-11-22T10:00:00+03:00',
  expiresAt: null,
};

const ENTRY: AuditEntry = {
  id: 4,
  at: '2026-11-22T10:00:00+03:00',
  actor: 'ci',
  action: 'update',
  resource: 'schedule',
  resourceId: null,
  before: {},
  after: {},
};

type Options = { language?: Language; isForPeople?: boolean };

const on = ({ language = 'en', isForPeople = false }: Options = {}) => {
  const printed: string[] = [];
  const terminal: Terminal = {
    out: (text) => printed.push(text),
    err: () => undefined,
    note: () => undefined,
    isForPeople,
    isWatched: false,
    canAsk: false,
    columns: 120,
    rows: 24,
    pages: false,
    colour: PLAIN,
    noticeColour: PLAIN,
    language,
  };
  return {
    terminal,
    cells: () =>
      printed
        .join('\n')
        .split('\n')
        .map((line) => line.split('\t')),
  };
};

describe('tokens', () => {
  test('are rows for a script', async () => {
    const { terminal, cells } = on();
    await printTokens(terminal, [
      TOKEN,
      { ...TOKEN, id: 2, expiresAt: '2027-01-01T00:00:00+03:00' },
    ]);
    expect(cells()).toEqual([
      ['ID', 'NAME', 'SCOPES', 'MADE', 'EXPIRES'],
      ['1', 'ci', 'rules:read,rules:write', '2026-11-22T10:00:00+03:00', 'never'],
      [
        '2',
        'ci',
        'rules:read,rules:write',
        '2026-11-22T10:00:00+03:00',
        '2027-01-01T00:00:00+03:00',
      ],
    ]);
  });

  test('speak the language of their reader', async () => {
    const { terminal, cells } = on({ language: 'ru' });
    await printTokens(terminal, [TOKEN]);
    expect(cells()[0]).toEqual(['ID', 'ИМЯ', 'ПРАВА', 'СОЗДАН', 'ИСТЕКАЕТ']);
    expect(cells()[1]?.at(-1)).toBe('никогда');
  });

  test('are a table for a person, in which no date is cut', async () => {
    const { terminal, cells } = on({ isForPeople: true });
    await printTokens(terminal, [{ ...TOKEN, name: 'a'.repeat(100) }]);
    expect(cells().flat().join('\n')).toContain('2026-11-22T10:00:00+03:00');
    expect(cells().flat().join('\n')).toContain('EXPIRES');
  });

  test('are CSV whose headings never change, with an empty cell for never', async () => {
    const { terminal, cells } = on({ language: 'ru' });
    await printTokens(terminal, [TOKEN], 'csv');
    expect(cells().flat()).toEqual([
      'id,name,scopes,createdAt,expiresAt',
      '1,ci,"rules:read,rules:write",2026-11-22T10:00:00+03:00,',
    ]);
  });

  test('have names without control characters', async () => {
    const { terminal, cells } = on();
    await printTokens(terminal, [{ ...TOKEN, name: 'ci\u001b[31m\tred' }]);
    expect(cells()[1]?.[1]).not.toMatch(/\p{Cc}/u);
    expect(cells()[1]).toHaveLength(5);
  });
});

describe('the audit log', () => {
  test('tells what was done in words, and has no id for what a PBX has once', async () => {
    const { terminal, cells } = on();
    await printAudit(terminal, [
      ENTRY,
      { ...ENTRY, id: 3, action: 'create', resource: 'rule', resourceId: 12 },
    ]);
    expect(cells()).toEqual([
      ['ID', 'WHEN', 'WHO', 'DID', 'WHAT', 'ITS ID'],
      ['4', '2026-11-22T10:00:00+03:00', 'ci', 'changed', 'schedule', ''],
      ['3', '2026-11-22T10:00:00+03:00', 'ci', 'made', 'rule', '12'],
    ]);
  });

  test('does so in the language of its reader', async () => {
    const { terminal, cells } = on({ language: 'ru' });
    await printAudit(terminal, [ENTRY]);
    expect(cells()[1]?.[3]).toBe('изменено');
  });

  test('has codes in CSV', async () => {
    const { terminal, cells } = on({ language: 'ru' });
    await printAudit(terminal, [ENTRY], 'csv');
    expect(cells().flat()).toEqual([
      'id,at,actor,action,resource,resourceId',
      '4,2026-11-22T10:00:00+03:00,ci,update,schedule,',
    ]);
  });
});
