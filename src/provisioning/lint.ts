/** Looks for rules that are well-formed and yet useless, contradictory or redundant. */
import type { Contact } from '../domain/contact.ts';
import { coverRestsOn, ruleCovers, ruleForBoth, type Surroundings } from '../domain/cover.ts';
import { FINDING_CODES, type Finding, type LintedRule, SEVERITIES } from '../domain/finding.ts';
import { wallClock } from '../domain/instant.ts';
import { lastDateOf, type Times, timesUnder } from '../domain/moments.ts';
import type { RuleContent } from '../domain/rule.ts';
import type { WorkSchedule } from '../domain/schedule.ts';
import { canBeTold, type Subscriber } from '../domain/subscriber.ts';

export type Linted = {
  rules: readonly LintedRule[];
  /** Whoever should have a rule, and has none. */
  withoutRules: readonly Subscriber[];
  contacts: readonly Pick<Contact, 'numbers' | 'vip'>[];
  schedule: WorkSchedule;
  /** Milliseconds of Unix time. */
  now: number;
};

type Context = Surroundings & {
  schedule: WorkSchedule;
  /** Today's date in the zone of the schedule. */
  today: string;
  /** Whether there will be working hours, on any day. */
  everWorks: boolean;
};

const everWorks = ({ hours, exceptions }: WorkSchedule, today: string): boolean =>
  [
    ...Object.values(hours),
    ...exceptions.filter(({ date }) => date >= today).map((exception) => exception.hours),
  ].some((intervals) => intervals.length > 0);

const scheduleFindings = (context: Context, rules: readonly LintedRule[]): Finding[] => {
  if (context.everWorks) return [];
  const lost = rules.filter(({ time }) => time.kind === 'working');
  const severity = lost.length > 0 ? 'error' : 'warning';
  return [{ code: 'schedule-without-hours', severity, subscriber: null, rules: lost }];
};

const timeFindings = ({ schedule, today }: Context, rule: LintedRule): Finding[] => {
  const { time: period, subscriber } = rule;
  if (period.kind !== 'period') return [];
  const lastDate = lastDateOf(schedule, period);
  const found = { subscriber, rules: [rule], period };
  if (lastDate === 'never') return [{ code: 'period-never', severity: 'error', ...found }];
  return lastDate !== null && lastDate < today
    ? [{ code: 'period-over', severity: 'warning', lastDate, ...found }]
    : [];
};

const callerFindings = ({ vipNumbers }: Context, rule: LintedRule): Finding[] => {
  const { callers, subscriber } = rule;
  const found = { subscriber, rules: [rule] };
  if (callers.kind === 'vip' && vipNumbers.size === 0)
    return [{ code: 'vip-without-contacts', severity: 'error', ...found }];
  if (callers.kind !== 'listed') return [];
  return callers.numbers
    .filter((number) => number === subscriber.number || number === subscriber.extension)
    .map((number) => ({ code: 'own-number', severity: 'warning', number, ...found }));
};

type Covered = { rule: LintedRule; by: LintedRule };

/**
 * The rules that another one covers, each by one that stays: of several that cover each other the first stays, so that
 * all that are named can be removed at once.
 */
const coveredAmong = (around: Surroundings, rules: readonly LintedRule[]): Covered[] => {
  let staying: LintedRule[] = [];
  for (const rule of rules) {
    if (staying.some((other) => ruleCovers(around, other, rule))) continue;
    staying = [...staying.filter((other) => !ruleCovers(around, rule, other)), rule];
  }
  return rules.flatMap((rule) => {
    const by = staying.find((other) => other !== rule && ruleCovers(around, other, rule));
    return by && !staying.includes(rule) ? [{ rule, by }] : [];
  });
};

type Merged = { rules: LintedRule[]; instead: RuleContent };

/** Groups of rules in the place of each of which one rule would do. */
const mergeable = (times: Times, rules: readonly LintedRule[]): Merged[] => {
  const left = [...rules];
  const groups: Merged[] = [];
  for (let first = left.shift(); first; first = left.shift()) {
    const group: Merged = { rules: [first], instead: first };
    for (let place = 0; place < left.length; place += 1) {
      const other = left[place];
      const both = other && ruleForBoth(times, group.instead, other);
      if (!other || !both) continue;
      group.instead = both;
      group.rules.push(other);
      left.splice(place, 1);
      // What fitted to none before may fit now.
      place = -1;
    }
    if (group.rules.length > 1) groups.push(group);
  }
  return groups;
};

const togetherFindings = (context: Context, rules: readonly LintedRule[]): Finding[] => {
  const covered = coveredAmong(context, rules);
  const gone = new Set(covered.map(({ rule }) => rule));
  const groups = mergeable(
    context.times,
    rules.filter((rule) => !gone.has(rule)),
  );
  return [
    ...covered.map(({ rule, by }): Finding => {
      const { subscriber } = rule;
      const restsOn = coverRestsOn(by, rule);
      return {
        code: 'rule-covered',
        severity: 'warning',
        subscriber,
        rules: [rule, by],
        restsOn,
      };
    }),
    ...groups.map(({ rules: group, instead }): Finding => {
      const isAlways =
        instead.time.kind === 'all' &&
        group.every(({ time, types }) => time.kind !== 'all' || !types.includes('missed'));
      const code = isAlways ? 'rules-together-all' : 'rules-mergeable';
      const { types, time, callers } = instead;
      return {
        code,
        severity: 'note',
        subscriber: group[0]?.subscriber ?? null,
        rules: group,
        instead: { types, time, callers },
      };
    }),
  ];
};

/** Of one subscriber. Rules of which no missed call is ever told are compared with no other. */
const findingsOf = (context: Context, subscriber: Subscriber, rules: LintedRule[]): Finding[] => {
  const idle = rules.flatMap((rule) => [
    ...timeFindings(context, rule),
    ...callerFindings(context, rule),
  ]);
  const dead = new Set(
    idle.flatMap(({ code, rules: [rule] }) => (code === 'own-number' || !rule ? [] : [rule])),
  );
  const unreachable: Finding[] = canBeTold(subscriber)
    ? []
    : [{ code: 'unreachable', severity: 'error', subscriber, rules }];
  const alive = rules.filter(
    (rule) => !dead.has(rule) && (context.everWorks || rule.time.kind !== 'working'),
  );
  return [...unreachable, ...idle, ...togetherFindings(context, alive)];
};

const bySubscriber = (rules: readonly LintedRule[]): LintedRule[][] => [
  ...Map.groupBy(rules, ({ subscriber }) => subscriber.id).values(),
];

const rank = ({ severity, code }: Finding): number =>
  SEVERITIES.indexOf(severity) * FINDING_CODES.length + FINDING_CODES.indexOf(code);

/**
 * Everything that deserves a look, what matters most first. No finding is ever wrong: without a rule that is called
 * covered, or with the one rule in the place of those that it could replace, `decide` says the same of every call.
 */
export const lint = ({ rules, withoutRules, contacts, schedule, now }: Linted): Finding[] => {
  const vipNumbers = new Set(contacts.flatMap(({ vip, numbers }) => (vip ? numbers : [])));
  const today = wallClock(now, schedule.zone).date;
  const times = timesUnder(schedule);
  const context = { schedule, times, vipNumbers, today, everWorks: everWorks(schedule, today) };
  const findings = [
    ...scheduleFindings(context, rules),
    ...bySubscriber(rules).flatMap((own) => {
      const [first] = own;
      return first ? findingsOf(context, first.subscriber, own) : [];
    }),
    ...withoutRules.map(
      (subscriber): Finding => ({ code: 'no-rules', severity: 'warning', subscriber, rules: [] }),
    ),
  ];
  return findings.sort((a, b) => rank(a) - rank(b));
};
