/** `pbxctl rules coverage`: of whose missed calls who is told, hour by hour of a week. */
import { string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { fromFlag, RULE_FIELDS } from '../../cli/rule-flags.ts';
import { finderOf, rulesAtOnce } from '../../cli/rules-of-pbx.ts';
import { subscriberAmong } from '../../cli/subscribers.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { fail, ok, type Result } from '../../domain/fault.ts';
import { isDate, wallClock, weekOf } from '../../domain/instant.ts';
import { sharedWeeks } from '../../domain/week.ts';
import { coverageJson, printCoverage, warnOfUnreached } from '../../terminal/coverage.ts';

const readDate = (text: string): Result<string> =>
  isDate(text) ? ok(text) : fail({ code: 'date-unreadable', text });

export default class RulesCoverage extends PbxCommand {
  static override summary =
    'Show a week as a grid of days and hours: of whose missed calls who is told.';
  static override description =
    'Of every caller, of those whom a rule lists, of VIP contacts only, or of nobody. Subscribers with the same week share a grid. Where it changes within a cell, the cell shows the least; --json has the exact intervals.';
  static override examples = [
    '<%= config.bin %> rules coverage --subscriber 101',
    '<%= config.bin %> rules coverage --week 2026-12-31 --json',
  ];
  static override flags = {
    subscriber: string({
      description: 'only this subscriber: number, extension, e-mail or name',
    }),
    week: string({
      description: 'the week of this date, 2026-12-31; this week if left out',
    }),
  };
  static override flagOfField = RULE_FIELDS;

  async run() {
    const { flags } = await this.parse(RulesCoverage);
    const date = flags.week === undefined ? null : fromFlag('--week', readDate(flags.week.trim()));
    const pbx = await this.connect(flags, 'reads');
    const { revision: _, ...schedule } = await pbx('getSchedule', {});
    const days = weekOf(date ?? wallClock(Date.now(), schedule.zone).date);
    const { subscribers, rules } = await this.load(pbx, flags.subscriber);
    const own = Map.groupBy(rules, ({ subscriber }) => subscriber.id);
    const weeks = sharedWeeks(subscribers, ({ id }) => own.get(id) ?? [], schedule, days);
    const coverage = { days, schedule, weeks };
    const json = coverageJson(coverage);
    if (!this.jsonEnabled()) printCoverage(this.terminal, coverage);
    warnOfUnreached(
      this.terminal,
      subscribers.filter(({ id }) => own.has(id)),
    );
    return json;
  }

  private async load(pbx: Pbx, address: string | undefined) {
    const people = await finderOf(pbx);
    const subscribers =
      address === undefined ? people.subscribers : [subscriberAmong(people, address)];
    const { rules } = await rulesAtOnce(pbx, {
      ...(address !== undefined && { subscriber: address }),
    });
    return { subscribers, rules };
  }
}
