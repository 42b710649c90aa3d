/** `pbxctl calls report`: finished calls, from a file or stdin. */
import { fileArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { EXIT } from '../../cli/exit-codes.ts';
import { fromFile, readText } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';
import { reportAll, reportedText, waitingText } from '../../cli/report.ts';
import type { ReportResult } from '../../contract/calls.ts';
import { type PlacedFault, Problem } from '../../contract/problem.ts';
import { printReport, reportJson } from '../../terminal/calls.ts';
import { progressOf } from '../../terminal/progress.ts';

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
    const calls = entries.map(({ call }) => call);
    const query = { dryRun: flags['dry-run'] };
    const results = await reportAll(pbx, calls, query, progress.done);
    progress.end();
    const refused = refusals(args.file, entries, results);
    const answer = results.map((result, index) => reportJson(result, calls[index]));
    if (!this.jsonEnabled()) await printReport(this.terminal, results, calls);
    this.conclude(flags, reportedText(this.words, results));
    const waiting = embedded ? await waitingText(this.words, embedded) : null;
    if (waiting !== null) this.terminal.err(waiting);
    if (refused.length === 0) return answer;
    if (!this.jsonEnabled()) throw new Problem('invalid', refused);
    this.logJson(answer);
    return this.exit(EXIT.usage);
  }
}

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
