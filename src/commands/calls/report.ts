/** `pbxctl calls report`: finished calls, from a file or stdin. */
import { fileArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { EXIT } from '../../cli/exit-codes.ts';
import { fromFile, readText } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';
import type { EmbeddedPbx } from '../../client/embedded.ts';
import { MOST_CALLS, type ReportResult } from '../../contract/calls.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { type PlacedFault, Problem } from '../../contract/problem.ts';
import { printReport, reportJson } from '../../terminal/calls.ts';
import { type Progress, progressOf } from '../../terminal/progress.ts';

type Entry = { line: number | null; call: unknown };

export default class CallsReport extends PbxCommand {
  static override summary =
    'Report finished calls: each is judged by the rules, and what is due is queued.';
  static override description =
    'JSON (one call or an array of them) or NDJSON (one call a line). The same call reported twice is one call. A call that cannot be read is refused, the others are taken.';
  static override examples = [
    '<%= config.bin %> calls report calls.json',
    '<%= config.bin %> calls report calls.ndjson --dry-run --json',
  ];
  static override args = fileArgs;
  static override flags = { ...writeFlags };

  async run() {
    const { flags, args } = await this.parse(CallsReport);
    const { readCalls } = await import('../../provisioning/calls.ts');
    const entries = fromFile(readCalls(await readText(this.terminal, args.file), args.file));
    const { pbx, embedded } = await this.open(flags, 'writes');
    const progress = progressOf(this.terminal, entries.length, Date.now);
    const results = await reportAll(pbx, entries, flags['dry-run'], progress);
    progress.end();
    const refused = refusals(args.file, entries, results);
    const answer = results.map((result, index) => reportJson(result, entries[index]?.call));
    if (!this.jsonEnabled())
      await printReport(
        this.terminal,
        results,
        entries.map(({ call }) => call),
      );
    const count = (wanted: ReportResult['result']): number =>
      results.filter(({ result }) => result === wanted).length;
    this.conclude(
      flags,
      this.words.callsReported(count('taken'), count('known'), count('refused')),
    );
    if (embedded) await this.tellWaiting(embedded);
    if (refused.length === 0) return answer;
    if (!this.jsonEnabled()) throw new Problem('invalid', refused);
    this.logJson(answer);
    return this.exit(EXIT.usage);
  }

  /** A PBX in a file sends nothing by itself. */
  private async tellWaiting(embedded: EmbeddedPbx): Promise<void> {
    const { waitingMessages } = await import('../../client/embedded.ts');
    const waiting = waitingMessages(embedded);
    if (waiting > 0) this.terminal.err(this.words.toSend(waiting));
  }
}

/** As many requests as the API's bound on calls asks for; the indices are those of the file. */
const reportAll = async (
  pbx: Pbx,
  entries: readonly Entry[],
  dryRun: boolean,
  progress: Progress,
): Promise<ReportResult[]> => {
  const results: ReportResult[] = [];
  for (let from = 0; from < entries.length; from += MOST_CALLS) {
    const body = entries.slice(from, from + MOST_CALLS).map(({ call }) => call);
    const answer = await pbx('reportCalls', { query: { dryRun }, body });
    progress.done(results.length + answer.length);
    results.push(...answer.map((result) => ({ ...result, index: from + result.index })));
  }
  return results;
};

const refusals = (
  file: string,
  entries: readonly Entry[],
  results: readonly ReportResult[],
): PlacedFault[] =>
  results.flatMap(({ index, problem }) => {
    const line = entries[index]?.line ?? null;
    const nth = line === null && entries.length > 1 ? [index] : [];
    return problem.map(({ path, fault }) => ({
      path: [...nth, ...path],
      fault,
      place: { file, line, column: null },
    }));
  });
