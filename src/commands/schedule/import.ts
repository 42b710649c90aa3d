/** `pbxctl schedule import`: holidays, short days and working Saturdays. */
import { fileArgs } from '../../cli/arguments.ts';
import { makeChange } from '../../cli/change.ts';
import { encodingFlags, fromFile, readText } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';
import { ImportCommand } from '../../cli/import-command.ts';
import { confirmPrune, type PruneFlags, pruneFlags } from '../../cli/prune.ts';
import type { ScheduleException } from '../../domain/schedule.ts';
import type { Terminal } from '../../terminal/terminal.ts';

export default class ScheduleImport extends ImportCommand {
  static override summary =
    'Take exceptions by date from a file; other dates stay as they are, unless --prune is given.';
  static override description =
    'A CSV of date,hours (hours empty: closed), or the JSON of xmlcalendar.ru, the Russian production calendar: days marked * are one hour shorter.';
  static override examples = [
    '<%= config.bin %> schedule import holidays.csv',
    '<%= config.bin %> schedule import calendar.json --dry-run',
  ];
  static override args = fileArgs;
  static override flags = { ...encodingFlags, ...pruneFlags, ...writeFlags };

  async run() {
    const { flags, args } = await this.parse(ScheduleImport);
    const { readExceptions } = await import('../../provisioning/exceptions.ts');
    const text = await readText(this.terminal, args.file, flags.encoding);
    const pbx = await this.connect(flags, 'writes');
    const { revision, ...before } = await pbx('getSchedule', {});
    const { entries } = fromFile(readExceptions(text, args.file, before.hours));
    const known = new Map(
      before.exceptions.map((exception) => [exception.date, JSON.stringify(exception.hours)]),
    );
    const imported = new Map(entries.map(({ exception }) => [exception.date, exception]));
    const others = before.exceptions.filter(({ date }) => !imported.has(date));
    if (flags.prune) await this.agreeToLose(others, before.exceptions.length, flags);
    const kept = flags.prune ? [] : others;
    const body = { ...before, exceptions: [...kept, ...imported.values()] };
    const query = { dryRun: flags['dry-run'] };
    const { value: after, isInterrupted } = await makeChange(
      this.terminal,
      this.words.plan.taking(entries.length),
      () => pbx('putSchedule', { query, body, ifMatch: revision }),
    );
    const counts = { created: 0, updated: 0, unchanged: 0 };
    for (const { date, hours } of after.exceptions.filter((exception) =>
      imported.has(exception.date),
    )) {
      const there = known.get(date);
      counts[
        there === undefined ? 'created' : there === JSON.stringify(hours) ? 'unchanged' : 'updated'
      ] += 1;
    }
    const removed = others.map(({ date }) => date);
    return this.concludeImport(flags, 'exceptions', { ...counts, removed }, isInterrupted);
  }

  private agreeToLose(
    lost: readonly ScheduleException[],
    all: number,
    flags: PruneFlags,
  ): Promise<void> {
    const question = this.words.pruneExceptions(lost.length);
    const show = (onStderr: Terminal): void =>
      onStderr.out(lost.map(({ date }) => `  ${date}`).join('\n'));
    const pruning = { what: 'exceptions', removed: lost.length, all, question, show } as const;
    return confirmPrune(this.terminal, pruning, flags);
  }
}
