/** `pbxctl rules test`: what the rules would say to a call that has not happened. */
import { boolean, option, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { EXIT } from '../../cli/exit-codes.ts';
import { fromFlag } from '../../cli/rule-flags.ts';
import { problem } from '../../contract/problem.ts';
import { CALL_KINDS, OUTCOMES } from '../../domain/call.ts';
import { formatInstant, parseInstantIn } from '../../domain/instant.ts';
import { VERDICTS } from '../../domain/verdict.ts';
import { printVerdict, verdictJson } from '../../terminal/verdict.ts';

export default class RulesTest extends PbxCommand {
  static override summary = 'Ask who would be told of a call that has not happened.';
  static override description =
    'Nothing is written and nothing is sent. With --expect the exit code is 3 if the verdict is another.';
  static override examples = [
    '<%= config.bin %> rules test --to 101 --from +79161234567',
    '<%= config.bin %> rules test --to 101 --from +79161234567 --at "2026-11-28 11:20" --expect silent',
    '<%= config.bin %> rules test --to anna@firm.ru --from 102 --outcome caller-cancelled --json',
  ];
  static override flags = {
    to: string({
      description: 'subscriber who was called: number, extension, e-mail or name',
      required: true,
    }),
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
    const { to, from, at, outcome, kind, straight, voicemail, expect } = flags;
    const pbx = await this.connect(flags, 'reads');
    const { zone } = await pbx('getSchedule', {});
    const startedAt =
      at === undefined
        ? undefined
        : formatInstant(fromFlag('--at', parseInstantIn(at, zone)), zone);
    const call = {
      subscriber: to,
      caller: { number: from ?? null },
      outcome,
      ...(startedAt !== undefined && { startedAt }),
      ...(kind !== undefined && { kind }),
      ...(straight !== 'unknown' && { straight: straight === 'yes' }),
      ...(voicemail && { voicemail: {} }),
    };
    const answer = await pbx('decideCall', { body: { call } });
    const { verdict } = answer.verdict;
    if (!this.jsonEnabled())
      printVerdict(this.terminal, { title: this.words.question, ...answer, zone });
    if (expect === undefined || expect === verdict) return verdictJson(answer.verdict);
    if (this.jsonEnabled()) this.logJson(verdictJson(answer.verdict));
    else throw problem('usage', { code: 'expectation-unmet', expected: expect, verdict });
    return this.exit(EXIT.different);
  }
}
