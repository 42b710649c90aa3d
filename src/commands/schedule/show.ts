/** `pbxctl schedule show`: the company's working hours. */
import { PbxCommand } from '../../cli/command.ts';
import { printSchedule } from '../../terminal/schedule.ts';

export default class ScheduleShow extends PbxCommand {
  static override summary = 'Show the work schedule: time zone, weekly hours, exceptions by date.';
  static override examples = [
    '<%= config.bin %> schedule show',
    '<%= config.bin %> schedule show --json',
  ];

  async run() {
    const { flags } = await this.parse(ScheduleShow);
    const pbx = await this.connect(flags, 'reads');
    const schedule = await pbx('getSchedule', {});
    if (!this.jsonEnabled()) printSchedule(this.terminal, schedule);
    return schedule;
  }
}
