/** `pbxctl schedule set`: the time zone and the weekly hours. */
import { integer, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { writeFlags } from '../../cli/flags.ts';
import { fromFlag } from '../../cli/rule-flags.ts';
import { problem } from '../../contract/problem.ts';
import { parseWeeklyHours } from '../../domain/schedule.ts';
import { printSchedule } from '../../terminal/schedule.ts';

export default class ScheduleSet extends PbxCommand {
  static override summary = 'Set the time zone and the weekly hours. Exceptions by date stay.';
  static override examples = [
    '<%= config.bin %> schedule set --zone Europe/Moscow --hours "mon-fri 09:00-18:00"',
    '<%= config.bin %> schedule set --hours "mon-thu 09:00-18:00" --hours "fri 09:00-16:45"',
  ];
  static override flags = {
    zone: string({ description: 'IANA time zone: Europe/Moscow' }),
    hours: string({
      description: 'days and hours, repeatable; together they replace the whole week',
      multiple: true,
    }),
    'if-revision': integer({ description: 'only if the schedule still has this revision' }),
    ...writeFlags,
  };
  static override flagOfField = { zone: '--zone', hours: '--hours' };

  async run() {
    const { flags } = await this.parse(ScheduleSet);
    if (flags.zone === undefined && flags.hours === undefined)
      throw problem('usage', { code: 'changes-missing' });
    const hours = flags.hours && fromFlag('--hours', parseWeeklyHours(flags.hours));
    const pbx = await this.connect(flags, 'writes');
    const { revision, ...before } = await pbx('getSchedule', {});
    const body = { ...before, zone: flags.zone ?? before.zone, hours: hours ?? before.hours };
    const ifMatch = flags['if-revision'] ?? revision;
    const after = await pbx('putSchedule', { query: { dryRun: flags['dry-run'] }, body, ifMatch });
    if (!this.jsonEnabled()) printSchedule(this.terminal, after);
    this.conclude(
      flags,
      after.revision === revision ? this.words.unchanged : this.words.scheduleSet,
    );
    return after;
  }
}
