/** Calls in a list, and the results of reporting them. */
import type { KeptCall, ReportResult } from '../contract/calls.ts';
import { Problem } from '../contract/problem.ts';
import { problemDocument } from '../contract/problem-document.ts';
import { type Call, callSchema } from '../domain/call.ts';
import { displayNumber } from '../domain/phone-number.ts';
import { reasonText } from '../messages/fact-text.ts';
import { wordsIn } from '../messages/words.ts';
import { type Column, type ListFormat, printList } from './list.ts';
import type { Terminal } from './terminal.ts';
import { callerText, startText, verdictJson } from './verdict.ts';

export const printCalls = (
  terminal: Terminal,
  {
    items,
    zone,
    format,
  }: { items: readonly KeptCall[]; zone: string; format?: ListFormat | undefined },
): Promise<void> => {
  const { language } = terminal;
  const words = wordsIn(language);
  const { headings } = words;
  const columns: Column<KeptCall>[] = [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    {
      key: 'startedAt',
      heading: headings.start,
      text: ({ call }) => startText(call, zone),
      isRigid: true,
      csv: ({ call }) => call.startedAt,
    },
    {
      key: 'caller',
      heading: headings.caller,
      text: ({ call }) => callerText(words, call),
      short: ({ call }) => callerText(words, call, displayNumber),
      csv: ({ call }) => call.caller.number ?? '',
    },
    {
      key: 'subscriber',
      heading: headings.subscriber,
      text: ({ call, subscriber }) => subscriber?.name ?? call.subscriber ?? words.unknown,
      csv: ({ call }) => call.subscriber ?? '',
    },
    {
      key: 'kind',
      heading: headings.kind,
      isOnlyCsv: true,
      text: ({ call }) => call.kind,
    },
    {
      key: 'outcome',
      heading: headings.outcome,
      isOnlyCsv: true,
      text: ({ call }) => call.outcome,
    },
    {
      key: 'verdict',
      heading: headings.verdict,
      text: ({ verdict }) => words.verdicts[verdict.verdict],
      isRigid: true,
      csv: ({ verdict }) => verdict.verdict,
    },
    {
      key: 'reason',
      heading: headings.reason,
      text: ({ verdict }) => reasonText(language, verdict.reason),
      csv: ({ verdict }) => verdict.reason,
    },
  ];
  return printList(terminal, { items, columns, format });
};

/** The result of one reported call for scripts; what was refused says why. */
export const reportJson = ({ id, result, verdict, problem }: ReportResult, call: unknown) => {
  const { rules, ...judged } = verdict
    ? verdictJson(verdict)
    : { verdict: null, reason: null, types: [], missing: [], rules: [] };
  const { errors } = problemDocument(new Problem('invalid', problem));
  return { id, call, result, ...judged, rules, ...(result === 'refused' && { errors }) };
};

type Reported = ReportResult & { id: number; call: Call };

/** A line for each call that was taken or known; what was refused is told as faults. */
export const printReport = (
  terminal: Terminal,
  results: readonly ReportResult[],
  calls: readonly unknown[],
): Promise<void> => {
  const { language } = terminal;
  const words = wordsIn(language);
  const { headings } = words;
  const items: Reported[] = results.flatMap(({ id, ...result }, index) => {
    const call = callSchema().safeParse(calls[index]);
    return id !== null && call.success ? [{ ...result, id, call: call.data }] : [];
  });
  const columns: Column<Reported>[] = [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    {
      key: 'caller',
      heading: headings.caller,
      text: ({ call }) => callerText(words, call),
      short: ({ call }) => callerText(words, call, displayNumber),
    },
    {
      key: 'subscriber',
      heading: headings.subscriber,
      text: ({ call }) => call.subscriber ?? words.unknown,
    },
    {
      key: 'result',
      heading: headings.result,
      text: ({ result }) => words.results[result],
      isRigid: true,
    },
    {
      key: 'verdict',
      heading: headings.verdict,
      text: ({ verdict }) => (verdict ? words.verdicts[verdict.verdict] : ''),
      isRigid: true,
    },
    {
      key: 'reason',
      heading: headings.reason,
      text: ({ verdict }) => (verdict ? reasonText(language, verdict.reason) : ''),
    },
  ];
  return printList(terminal, { items, columns, format: undefined });
};
