/** `pbxctl calls read`: calls from what another PBX recorded. */
import { string as argument } from '@oclif/core/args';
import { option, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { writeFlags } from '../../cli/flags.ts';
import { everySubscriber } from '../../cli/missing-subscribers.ts';
import { reportAll, reportedText, waitingText } from '../../cli/report.ts';
import { sinceMoment } from '../../cli/since.ts';
import type { EmbeddedPbx } from '../../client/embedded.ts';
import type { Office } from '../../client/sources.ts';
import { MOST_CALLS, type ReportResult } from '../../contract/calls.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { problem } from '../../contract/problem.ts';
import type { Call } from '../../domain/call.ts';
import type { Misuse } from '../../domain/fault.ts';
import { printReport, reportJson } from '../../terminal/calls.ts';
import { progressOf } from '../../terminal/progress.ts';

const DEFAULT_SINCE = '30d';
const DAY_MILLISECONDS = 86_400_000;

/** What calls are read by: who has which number, and where numbers and clocks are. */
const officeOf = async (pbx: Pbx): Promise<Office> => {
  const { revision: _, ...settings } = await pbx('getSettings', {});
  const { zone } = await pbx('getSchedule', {});
  return { subscribers: await everySubscriber(pbx), settings, zone };
};

type Query = { dryRun: boolean; recorded: boolean };

/** As many at once as one request takes, so that much history is never in memory as a whole. */
const reportAsRead = async (
  pbx: Pbx,
  source: AsyncIterable<Call[]>,
  query: Query,
  onTaken: (results: readonly ReportResult[], calls: readonly Call[]) => void,
): Promise<void> => {
  let waiting: Call[] = [];
  const flush = async (): Promise<void> => {
    onTaken(await reportAll(pbx, waiting, query), waiting);
    waiting = [];
  };
  for await (const calls of source) {
    waiting.push(...calls);
    if (waiting.length >= MOST_CALLS) await flush();
  }
  await flush();
};

/** What belongs to the other format is a mistake, and told as one. */
const refuseMixture = (
  flags: { format: 'ami' | 't2'; since?: string | undefined },
  file?: string,
) => {
  const isHistory = flags.format === 't2';
  const misuse: Misuse | null =
    !isHistory && file === undefined
      ? { kind: 'argument-missing', name: 'file' }
      : isHistory && file !== undefined
        ? { kind: 'argument-unexpected', text: file }
        : !isHistory && flags.since !== undefined
          ? { kind: 'flags-together', flag: '--since', others: ['--format t2'] }
          : null;
  if (misuse) throw problem('usage', { code: 'usage', text: misuse.kind, misuse });
};

export default class CallsRead extends PbxCommand {
  static override summary = 'Read calls from what a PBX really said.';
  static override description =
    'ami: a file with the events of an Asterisk manager, as they came. The same code reads them as for a live source, so that --dry-run shows what would be decided of each call; nothing is taken then, and no call is too old. Without it the calls are taken like reported ones. t2: the history of a T2, with the tokens of sources login. It is taken for rules replay, and nobody is told of it; what a service listens to already is left to that.';
  static override examples = [
    '<%= config.bin %> calls read --format ami calls.ami --dry-run',
    '<%= config.bin %> calls read --format ami calls.ami --source "asterisk://pbxctl@10.0.0.5?name=office&outside=from-megafon" --dry-run --json',
    '<%= config.bin %> calls read --format t2 --since 30d',
  ];
  static override args = {
    file: argument({
      description: 'file to read, of the format ami; - is stdin',
      ignoreStdin: true,
    }),
  };
  static override flags = {
    format: option({
      options: ['ami', 't2'] as const,
      description: 'what was recorded, and by whom',
      required: true,
    })(),
    source: string({
      description:
        'address of the source with its options: "asterisk://…?name=office&outside=…"; of a T2 t2 unless given',
    }),
    since: string({
      description:
        'of a T2: calls that began in the last 30d or 12h, or since a date; 30d unless given',
    }),
    ...writeFlags,
  };

  async run() {
    const { flags, args } = await this.parse(CallsRead);
    refuseMixture(flags, args.file);
    const { pbx, embedded } = await this.open(flags, 'writes');
    if (args.file === undefined) return this.readHistory(pbx, flags);
    return this.readRecording(pbx, args.file, flags, embedded);
  }

  private async readRecording(
    pbx: Pbx,
    file: string,
    flags: { source: string | undefined; 'dry-run': boolean },
    embedded: EmbeddedPbx | null,
  ) {
    const { 'dry-run': dryRun, source } = flags;
    const [{ openRecording }, { inputChunks }] = await Promise.all([
      import('../../client/sources.ts'),
      import('../../provisioning/input.ts'),
    ]);
    const recording = openRecording(inputChunks(file), source, await officeOf(pbx));
    const read: { calls: Call[]; results: ReportResult[] } = { calls: [], results: [] };
    const query = { dryRun, recorded: dryRun };
    await reportAsRead(pbx, recording.calls, query, (results, calls) => {
      read.results.push(...results);
      read.calls.push(...calls);
    });
    const { calls, results } = read;
    this.terminal.err(this.words.recordingRead(calls.length, recording.faults()));
    if (!this.jsonEnabled()) await printReport(this.terminal, results, calls);
    this.conclude(flags, reportedText(this.words, results));
    const waiting = embedded && !dryRun ? await waitingText(this.words, embedded) : null;
    if (waiting !== null) this.terminal.err(waiting);
    return results.map((result, index) => reportJson(result, calls[index]));
  }

  /** Of a month of calls only the count is told, unless a program wants each. */
  private async readHistory(
    pbx: Pbx,
    flags: { source: string | undefined; since: string | undefined; 'dry-run': boolean },
  ) {
    const { withHistory } = await import('../../client/sources.ts');
    const office = await officeOf(pbx);
    const to = Date.now();
    const asked = sinceMoment(flags.since ?? DEFAULT_SINCE, office.zone, to);
    // What is older would be removed at once.
    const from = Math.max(asked, to - office.settings.retentionDays * DAY_MILLISECONDS);
    const history = { source: flags.source, folder: this.folders.config, from, to };
    const done: Pick<ReportResult, 'result'>[] = [];
    const told: ReturnType<typeof reportJson>[] = [];
    const progress = progressOf(this.terminal, null, Date.now);
    const query = { dryRun: flags['dry-run'], recorded: true };
    const faults = await withHistory(history, office, async (past) => {
      await reportAsRead(pbx, past.calls, query, (results, calls) => {
        done.push(...results.map(({ result }) => ({ result })));
        if (this.jsonEnabled())
          told.push(...results.map((result, index) => reportJson(result, calls[index])));
        progress.done(done.length);
      });
      return past.faults();
    }).finally(progress.end);
    this.terminal.err(this.words.historyRead(done.length, faults));
    this.conclude(flags, reportedText(this.words, done));
    return told;
  }
}
