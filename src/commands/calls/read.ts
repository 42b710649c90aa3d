/** `pbxctl calls read`: calls from what another PBX recorded. */
import { option, string } from '@oclif/core/flags';
import { fileArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { writeFlags } from '../../cli/flags.ts';
import { reportAll, reportedText, waitingText } from '../../cli/report.ts';
import { everyItem } from '../../client/pages.ts';
import { MOST_CALLS, type ReportResult } from '../../contract/calls.ts';
import type { Pbx } from '../../contract/pbx.ts';
import type { Call } from '../../domain/call.ts';
import { printReport, reportJson } from '../../terminal/calls.ts';

/** What a recording is read by: who has which number, and where numbers and clocks are. */
const officeOf = async (pbx: Pbx) => {
  const subscribers = await everyItem((paging) => pbx('listSubscribers', { query: paging }));
  const { region } = await pbx('getSettings', {});
  const { zone } = await pbx('getSchedule', {});
  return { subscribers, region, zone };
};

type Read = { calls: Call[]; results: ReportResult[] };

/** As many at once as one request takes, so that a long recording is never in memory as a whole. */
const reportAsRead = async (
  pbx: Pbx,
  source: AsyncIterable<Call[]>,
  query: { dryRun: boolean; recorded: boolean },
): Promise<Read> => {
  const read: Read = { calls: [], results: [] };
  let waiting: Call[] = [];
  const flush = async (): Promise<void> => {
    read.calls.push(...waiting);
    read.results.push(...(await reportAll(pbx, waiting, query)));
    waiting = [];
  };
  for await (const calls of source) {
    waiting.push(...calls);
    if (waiting.length >= MOST_CALLS) await flush();
  }
  await flush();
  return read;
};

export default class CallsRead extends PbxCommand {
  static override summary = 'Read calls from a recording of what a PBX really said.';
  static override description =
    'ami: the events of an Asterisk manager, as they came. The same code reads them as for a live source, so that --dry-run shows what would be decided of each call; nothing is taken then, and no call is too old. Without it the calls are taken like reported ones.';
  static override examples = [
    '<%= config.bin %> calls read --format ami calls.ami --dry-run',
    '<%= config.bin %> calls read --format ami calls.ami --source "asterisk://pbxctl@10.0.0.5?name=office&outside=from-megafon" --dry-run --json',
  ];
  static override args = fileArgs;
  static override flags = {
    format: option({
      options: ['ami'] as const,
      description: 'what was recorded',
      required: true,
    })(),
    source: string({
      description: 'address of the source with its options: "asterisk://…?name=office&outside=…"',
    }),
    ...writeFlags,
  };

  async run() {
    const { flags, args } = await this.parse(CallsRead);
    const { 'dry-run': dryRun, source } = flags;
    const [{ openRecording }, { inputChunks }] = await Promise.all([
      import('../../client/sources.ts'),
      import('../../provisioning/input.ts'),
    ]);
    const { pbx, embedded } = await this.open(flags, 'writes');
    const chunks = inputChunks(args.file);
    const recording = openRecording(chunks, source, await officeOf(pbx));
    const query = { dryRun, recorded: dryRun };
    const { calls, results } = await reportAsRead(pbx, recording.calls, query);
    this.terminal.err(this.words.recordingRead(calls.length, recording.faults()));
    if (!this.jsonEnabled()) await printReport(this.terminal, results, calls);
    this.conclude(flags, reportedText(this.words, results));
    const waiting = embedded && !dryRun ? await waitingText(this.words, embedded) : null;
    if (waiting !== null) this.terminal.err(waiting);
    return results.map((result, index) => reportJson(result, calls[index]));
  }
}
