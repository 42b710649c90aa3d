/** `pbxctl rules replay`: what rules would have told of the calls that happened. */
import { boolean, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { type Judging, judgingBy, replayCalls } from '../../cli/replay.ts';
import { fromFlag } from '../../cli/rule-flags.ts';
import { optionalRulesArgs, readOptionalRules, rulesFileFlags } from '../../cli/rules-input.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { formatInstant, formatWall } from '../../domain/instant.ts';
import { addTallies, NO_CALLS, type Tally, tallyOf } from '../../domain/replay.ts';
import { parseDuration } from '../../domain/settings.ts';
import { progressOf } from '../../terminal/progress.ts';
import {
  changeText,
  type Differing,
  differingJson,
  printDiffering,
  printReplay,
  type ReplayRow,
  rowJson,
} from '../../terminal/replay.ts';

/** Those first for whom most changes; the order of equal ones is always the same. */
const byChange = (a: ReplayRow, b: ReplayRow): number =>
  b.more + b.fewer - (a.more + a.fewer) ||
  b.would - a.would ||
  (a.subscriber?.id ?? 0) - (b.subscriber?.id ?? 0);

export default class RulesReplay extends PbxCommand {
  static override summary =
    'Run the rules over the calls that happened: how many messages there were, and would be.';
  static override description =
    'The rules of the PBX, or those that a file proposes. Each call is judged as of the moment when the PBX received it, by the work schedule, the address book and the settings of now. Nothing is written and nothing is sent.';
  static override examples = [
    '<%= config.bin %> rules replay rules.yaml --since 30d',
    '<%= config.bin %> rules replay --since 7d --calls',
  ];
  static override args = optionalRulesArgs;
  static override flags = {
    ...rulesFileFlags,
    since: string({
      description: 'calls that began in the last so many days, hours or minutes: 30d, 12h',
      default: '30d',
    }),
    calls: boolean({ description: 'also tell each call of which something else would be told' }),
  };

  async run() {
    const { flags, args } = await this.parse(RulesReplay);
    const since = Date.now() - fromFlag('--since', parseDuration(flags.since));
    const file = await readOptionalRules(this.terminal, args.file, flags);
    const pbx = await this.connect(flags, 'reads');
    const judging = await judgingBy(pbx, file);
    const { zone } = judging.present.schedule;
    const differing: ReturnType<typeof differingJson>[] = [];
    const rows = await this.replayAll(pbx, judging, since, (one) => {
      if (!flags.calls) return;
      if (this.jsonEnabled()) differing.push(differingJson(one));
      else printDiffering(this.terminal, one, zone);
    });
    const total = rows.reduce<Tally>(addTallies, NO_CALLS);
    if (!this.jsonEnabled()) {
      const told = rows.filter(({ were, would }) => were + would > 0);
      await printReplay(this.terminal, told);
      const { calls, were, would } = total;
      const change = changeText(total);
      this.terminal.err(
        this.words.replayed(calls, formatWall(since, zone), were, would, change && ` (${change})`),
      );
    }
    return {
      since: formatInstant(since, zone),
      ...total,
      subscribers: rows.map(rowJson),
      ...(flags.calls && { differing }),
    };
  }

  /** A tally for each whom the calls were for. */
  private async replayAll(
    pbx: Pbx,
    { present, linesOf }: Judging,
    since: number,
    onDiffering: (differing: Differing) => void,
  ): Promise<ReplayRow[]> {
    const rows = new Map<number | null, ReplayRow>();
    const progress = progressOf(this.terminal, null, Date.now);
    let count = 0;
    for await (const page of replayCalls(pbx, present, since)) {
      for (const { kept, past, replayed } of page) {
        const { subscriber, more, fewer } = replayed;
        const key = subscriber?.id ?? null;
        const tally = addTallies(rows.get(key) ?? NO_CALLS, tallyOf(past, replayed));
        rows.set(key, { ...tally, subscriber });
        if (more.length + fewer.length === 0) continue;
        onDiffering({ kept, replayed, lines: subscriber && linesOf(subscriber) });
      }
      count += page.length;
      progress.done(count);
    }
    progress.end();
    return [...rows.values()].sort(byChange);
  }
}
