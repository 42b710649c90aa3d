/** The operations on tokens, and on the record of who changed what. */
import * as z from 'zod/mini';
import { parseInstant } from '../domain/instant.ts';
import { once } from '../domain/remembered.ts';
import { idSetSchema, type Operation, page, paging, SCOPES } from './operation.ts';

const LONGEST_NAME = 100;

const tokenSchema = once(() =>
  z.strictObject({
    id: z.int(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    createdAt: z.string(),
    /** Null: never. */
    expiresAt: z.nullable(z.string()),
  }),
);

export type Token = z.output<ReturnType<typeof tokenSchema>>;

const listTokens = {
  method: 'GET',
  path: '/tokens',
  scope: 'admin',
  query: once(() => z.strictObject(paging())),
  answer: once(() => page(tokenSchema())),
} as const satisfies Operation;

/** The token itself is answered this once and kept only as a hash. */
const createToken = {
  method: 'POST',
  path: '/tokens',
  scope: 'admin',
  makes: true,
  once: true,
  body: once(() =>
    z.strictObject({
      /** The audit log calls users of the machine itself `local:…`: no token may pass for one. */
      name: z
        .string()
        .check(
          z.trim(),
          z.minLength(1),
          z.maxLength(LONGEST_NAME),
          z.regex(/^(?!local:)/i, { error: 'not local:…' }),
        ),
      scopes: z.array(z.enum(SCOPES)).check(z.minLength(1)),
      expiresAt: z._default(
        z.nullable(
          z.string().check(
            z.superRefine((text, context) => {
              const read = parseInstant(text);
              if (!read.ok) context.addIssue({ code: 'custom', params: { fault: read.fault } });
            }),
          ),
        ),
        null,
      ),
    }),
  ),
  answer: once(() => z.extend(tokenSchema(), { token: z.string() })),
} as const satisfies Operation;

/** Answers the token that is no longer good. */
const revokeToken = {
  method: 'DELETE',
  path: '/tokens/{id}',
  scope: 'admin',
  params: once(() => z.strictObject({ id: z.int() })),
  answer: tokenSchema,
} as const satisfies Operation;

export const AUDITED = ['rule', 'subscriber', 'contact', 'schedule', 'settings', 'token'] as const;
export const AUDIT_ACTIONS = ['create', 'update', 'remove'] as const;

const auditEntrySchema = once(() =>
  z.strictObject({
    id: z.int(),
    at: z.string(),
    /** The token's name, or `local:` and the operating system's user. */
    actor: z.string(),
    action: z.enum(AUDIT_ACTIONS),
    resource: z.enum(AUDITED),
    resourceId: z.nullable(z.int()),
    before: z.unknown(),
    after: z.unknown(),
  }),
);

export type AuditEntry = z.output<ReturnType<typeof auditEntrySchema>>;

/** The newest first (A17). */
const listAudit = {
  method: 'GET',
  path: '/audit',
  scope: 'admin',
  query: once(() =>
    z.strictObject({
      ...paging(),
      ids: z.optional(idSetSchema()),
      resource: z.optional(z.enum(AUDITED)),
      actor: z.optional(z.string()),
    }),
  ),
  answer: once(() => page(auditEntrySchema())),
} as const satisfies Operation;

export const accessOperations = { listTokens, createToken, revokeToken, listAudit };
