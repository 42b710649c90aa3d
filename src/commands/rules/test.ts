/** `pbxctl rules test`: what the rules would say to calls that have not happened. */
import { boolean, option, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { EXIT } from '../../cli/exit-codes.ts';
import { readText } from '../../cli/files.ts';
import { proposedRules } from '../../cli/proposed-rules.ts';
import { fromFlag } from '../../cli/rule-flags.ts';
import { type Asked, asking, type CasesText, testCases } from '../../cli/rule-tests.ts';
import { readOptionalRules, rulesFileFlags } from '../../cli/rules-input.ts';
import { finderOf, type People } from '../../cli/rules-of-pbx.ts';
import { subscriberAmong } from '../../cli/subscribers.ts';
import { problem } from '../../contract/problem.ts';
import { CALL_KINDS, type CallKind, OUTCOMES, type Outcome } from '../../domain/call.ts';
import { formatInstant, parseInstantIn } from '../../domain/instant.ts';
import { VERDICTS, type Verdict } from '../../domain/verdict.ts';
import { printCase, testedJson } from '../../terminal/cases.ts';
import { printVerdict, verdictJson } from '../../terminal/verdict.ts';

/** What says which one call is meant: a table of calls says it itself. */
const OF_ONE = ['to', 'from', 'at', 'kind', 'voicemail', 'expect', 'outcome', 'straight'];

type OneCall = {
  from?: string | undefined;
  at?: string | undefined;
  outcome: Outcome;
  kind?: CallKind | undefined;
  straight: 'yes' | 'no' | 'unknown';
  voicemail: boolean;
  expect?: Verdict['verdict'] | undefined;
};

export default class RulesTest extends PbxCommand {
  static override summary = 'Ask who would be told of calls that have not happened.';
  static override description =
    'Of one call (--to), or of a table of calls with what the rules should say to each (--cases); by the rules of the PBX, or by those that a file proposes (--file). Nothing is written and nothing is sent. The exit code is 3 if a verdict is not the expected one.';
  static override examples = [
    '<%= config.bin %> rules test --to 101 --from +79161234567',
    '<%= config.bin %> rules test --to 101 --from +79161234567 --at "2026-11-28 11:20" --expect silent',
    '<%= config.bin %> rules test --to anna@firm.ru --from 102 --outcome caller-cancelled --json',
    '<%= config.bin %> rules test --file rules.yaml --cases cases.yaml',
  ];
  static override flags = {
    to: string({
      description: 'subscriber who was called: number, extension, e-mail or name',
    }),
    cases: string({
      description: 'file of calls and their expected verdicts: YAML or JSON; - is stdin',
      exclusive: OF_ONE,
    }),
    file: string({
      description:
        'file of rules to ask, in the place of those of the PBX for whom it names; - is stdin',
    }),
    ...rulesFileFlags,
    from: string({ description: "caller's number or extension; left out: hidden" }),
    at: string({
      description:
        "when the call began, in the PBX's time zone unless it has an offset; now if left out",
    }),
    outcome: option({
      options: OUTCOMES,
      description: 'how it ended',
      default: 'no-answer' as const,
    })(),
    kind: option({
      options: CALL_KINDS,
      description: 'internal if --from is a subscriber and multichannel if not, unless given',
    })(),
    straight: option({
      options: ['yes', 'no', 'unknown'] as const,
      description: 'whether it came straight',
      default: 'yes' as const,
    })(),
    voicemail: boolean({ description: 'a voice message was left' }),
    expect: option({ options: VERDICTS, description: 'exit with 3 unless this is the verdict' })(),
  };
  static override flagOfField = { call: '--to', subscriber: '--to' };

  async run() {
    const { flags } = await this.parse(RulesTest);
    const { cases, to = '' } = flags;
    if (cases === undefined && flags.to === undefined)
      throw problem('usage', { code: 'call-missing' });
    const file = await readOptionalRules(this.terminal, flags.file, flags);
    const text = cases === undefined ? '' : await readText(this.terminal, cases);
    const pbx = await this.connect(flags, 'reads');
    const { zone } = await pbx('getSchedule', {});
    const people = file || cases !== undefined ? await finderOf(pbx) : null;
    const ask = asking(pbx, file && people && (await proposedRules(file, people)));
    if (cases !== undefined && people)
      return this.testAll({ file: cases, text, zone }, people, ask);
    // Without a file the PBX itself finds him.
    const subscriber = people ? subscriberAmong(people, to).id : to;
    return this.tell(await ask(subscriber, this.callOf(flags, zone)), zone, flags.expect);
  }

  private callOf({ from, at, outcome, kind, straight, voicemail }: OneCall, zone: string) {
    const start = at === undefined ? null : fromFlag('--at', parseInstantIn(at, zone));
    return {
      caller: { number: from ?? null },
      outcome,
      ...(start !== null && { startedAt: formatInstant(start, zone) }),
      ...(kind !== undefined && { kind }),
      ...(straight !== 'unknown' && { straight: straight === 'yes' }),
      ...(voicemail && { voicemail: {} }),
    };
  }

  private tell(asked: Asked, zone: string, expect: OneCall['expect']) {
    const { verdict } = asked.verdict;
    const json = verdictJson(asked.verdict, asked.lines);
    if (!this.jsonEnabled())
      printVerdict(this.terminal, { title: this.words.question, ...asked, zone });
    if (expect === undefined || expect === verdict) return json;
    if (!this.jsonEnabled())
      throw problem('usage', { code: 'expectation-unmet', expected: expect, verdict });
    this.logJson(json);
    return this.exit(EXIT.different);
  }

  private async testAll(cases: CasesText, people: People, ask: ReturnType<typeof asking>) {
    const tested: ReturnType<typeof testedJson>[] = [];
    for await (const one of testCases(cases, people, ask)) {
      if (!this.jsonEnabled()) printCase(this.terminal, cases, one);
      tested.push(testedJson(one));
    }
    const passed = tested.filter((one) => one.passed).length;
    const failed = tested.length - passed;
    const json = { passed, failed, cases: tested };
    if (!this.jsonEnabled())
      this.terminal.err(this.words.casesTested(tested.length, passed, failed));
    if (failed === 0) return json;
    if (this.jsonEnabled()) this.logJson(json);
    return this.exit(EXIT.different);
  }
}
