/** Tokens and the audit log as people see them. */
import type { AuditEntry, Token } from '../contract/access.ts';
import { wordsIn } from '../messages/words.ts';
import { type Column, type ListFormat, printList } from './list.ts';
import type { Terminal } from './terminal.ts';

export const printTokens = (
  terminal: Terminal,
  items: readonly Token[],
  format?: ListFormat,
): Promise<void> => {
  const words = wordsIn(terminal.language);
  const { headings } = words;
  const columns: Column<Token>[] = [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    { key: 'name', heading: headings.name, text: ({ name }) => name },
    { key: 'scopes', heading: headings.scopes, text: ({ scopes }) => scopes.join(',') },
    { key: 'createdAt', heading: headings.made, text: ({ createdAt }) => createdAt, isRigid: true },
    {
      key: 'expiresAt',
      heading: headings.expires,
      text: ({ expiresAt }) => expiresAt ?? words.never,
      csv: ({ expiresAt }) => expiresAt ?? '',
    },
  ];
  return printList(terminal, { items, columns, format });
};

export const printAudit = (
  terminal: Terminal,
  items: readonly AuditEntry[],
  format?: ListFormat,
): Promise<void> => {
  const { headings, actions } = wordsIn(terminal.language);
  const columns: Column<AuditEntry>[] = [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    { key: 'at', heading: headings.at, text: ({ at }) => at, isRigid: true },
    { key: 'actor', heading: headings.actor, text: ({ actor }) => actor },
    {
      key: 'action',
      heading: headings.action,
      text: ({ action }) => actions[action],
      csv: ({ action }) => action,
    },
    { key: 'resource', heading: headings.resource, text: ({ resource }) => resource },
    {
      key: 'resourceId',
      heading: headings.resourceId,
      text: ({ resourceId }) => String(resourceId ?? ''),
    },
  ];
  return printList(terminal, { items, columns, format });
};
