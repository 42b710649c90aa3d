/** The operations on tokens, and on the record of who changed what. */
import * as z from 'zod';
import { parseInstant } from '../domain/instant.ts';
import { idSetSchema, type Operation, page, paging, SCOPES } from './operation.ts';

const LONGEST_NAME = 100;

const tokenSchema = z.strictObject({
  id: z.int(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdAt: z.string(),
  /** Null: never. */
  expiresAt: z.string().nullable(),
});

export type Token = z.output<typeof tokenSchema>;

const listTokens = {
  method: 'GET',
  path: '/tokens',
  scope: 'admin',
  query: z.strictObject(paging),
  answer: page(tokenSchema),
} as const satisfies Operation;

/** The token itself is answered this once and kept only as a hash. */
const createToken = {
  method: 'POST',
  path: '/tokens',
  scope: 'admin',
  makes: true,
  once: true,
  body: z.strictObject({
    /** The audit log calls users of the machine itself `local:…`: no token may pass for one. */
    name: z
      .string()
      .trim()
      .min(1)
      .max(LONGEST_NAME)
      .regex(/^(?!local:)/i, { error: 'not local:…' }),
    scopes: z.array(z.enum(SCOPES)).min(1),
    expiresAt: z
      .string()
      .superRefine((text, context) => {
        const read = parseInstant(text);
        if (!read.ok) context.addIssue({ code: 'custom', params: { fault: read.fault } });
      })
      .nullable()
      .default(null),
  }),
  answer: tokenSchema.extend({ token: z.string() }),
} as const satisfies Operation;

/** Answers the token that is no longer good. */
const revokeToken = {
  method: 'DELETE',
  path: '/tokens/{id}',
  scope: 'admin',
  params: z.strictObject({ id: z.int() }),
  answer: tokenSchema,
} as const satisfies Operation;

export const AUDITED = ['rule', 'subscriber', 'contact', 'schedule', 'settings', 'token'] as const;
export const AUDIT_ACTIONS = ['create', 'update', 'remove'] as const;

const auditEntrySchema = z.strictObject({
  id: z.int(),
  at: z.string(),
  /** The token's name, or `local:` and the operating system's user. */
  actor: z.string(),
  action: z.enum(AUDIT_ACTIONS),
  resource: z.enum(AUDITED),
  resourceId: z.int().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});

export type AuditEntry = z.output<typeof auditEntrySchema>;

/** The newest first (A17). */
const listAudit = {
  method: 'GET',
  path: '/audit',
  scope: 'admin',
  query: z.strictObject({
    ...paging,
    ids: idSetSchema.optional(),
    resource: z.enum(AUDITED).optional(),
    actor: z.string().optional(),
  }),
  answer: page(auditEntrySchema),
} as const satisfies Operation;

export const accessOperations = { listTokens, createToken, revokeToken, listAudit };
