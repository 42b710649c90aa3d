/** `pbxctl schedule import`: holidays, short days and working Saturdays. */
import { fileArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { encodingFlags, fromFile, readText } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';

export default class ScheduleImport extends PbxCommand {
  static override summary = 'Take exceptions by date from a file; other dates stay as they are.';
  static override description =
    'A CSV of date,hours (hours empty: closed), or the JSON of xmlcalendar.ru, the Russian production calendar: days marked * are one hour shorter.';
  static override examples = [
    '<%= config.bin %> schedule import holidays.csv',
    '<%= config.bin %> schedule import calendar.json --dry-run',
  ];
  static override args = fileArgs;
  static override flags = { ...encodingFlags, ...writeFlags };

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
    const kept = before.exceptions.filter(({ date }) => !imported.has(date));
    const body = { ...before, exceptions: [...kept, ...imported.values()] };
    const after = await pbx('putSchedule', {
      query: { dryRun: flags['dry-run'] },
      body,
      ifMatch: revision,
    });
    const counts = { created: 0, updated: 0, unchanged: 0 };
    for (const { date, hours } of after.exceptions.filter((exception) =>
      imported.has(exception.date),
    )) {
      const there = known.get(date);
      counts[
        there === undefined ? 'created' : there === JSON.stringify(hours) ? 'unchanged' : 'updated'
      ] += 1;
    }
    this.conclude(flags, this.words.imported('exceptions', counts));
    return counts;
  }
}
