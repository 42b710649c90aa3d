/** `pbxctl rules lint`: rules that are well-formed and yet useless, contradictory or redundant. */
import { boolean, option } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { EXIT } from '../../cli/exit-codes.ts';
import { proposedRules } from '../../cli/proposed-rules.ts';
import { optionalRulesArgs, readOptionalRules, rulesFileFlags } from '../../cli/rules-input.ts';
import { finderOf, type People, rulesAtOnce } from '../../cli/rules-of-pbx.ts';
import type { RulesText } from '../../cli/rules-plan.ts';
import { everyItem } from '../../client/pages.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { isAtLeast, type LintedRule } from '../../domain/finding.ts';
import { countsOf, findingJson, printFindings } from '../../terminal/lint.ts';

/** Whose rules are looked at, and who has any besides. */
type Subject = { rules: LintedRule[]; withRules: ReadonlySet<number> };

export default class RulesLint extends PbxCommand {
  static override summary = 'Find rules that are useless, contradictory or redundant.';
  static override description =
    'Of the PBX, or of a file of rules before it is applied. Errors: somebody who is meant to be told is not told. Warnings: something has no effect, or not the one that it seems to have. Notes: fewer rules would say the same. The exit code is 3 if there is a finding that --fail-on names or a graver one.';
  static override examples = [
    '<%= config.bin %> rules lint --coverage',
    '<%= config.bin %> rules lint rules.yaml --fail-on error',
    '<%= config.bin %> rules lint --json',
  ];
  static override args = optionalRulesArgs;
  static override flags = {
    ...rulesFileFlags,
    coverage: boolean({ description: 'also find subscribers without any rule' }),
    'fail-on': option({
      options: ['error', 'warning'] as const,
      description: 'exit with 3 if there is such a finding or a graver one',
      default: 'error' as const,
    })(),
  };

  async run() {
    const { flags, args } = await this.parse(RulesLint);
    const text = await readOptionalRules(this.terminal, args.file, flags);
    const file = text?.file ?? null;
    const pbx = await this.connect(flags, 'reads');
    const people = await finderOf(pbx);
    const { rules, withRules } = text
      ? await this.ofFile(pbx, people, text)
      : await this.ofPbx(pbx);
    const { lint } = await import('../../provisioning/lint.ts');
    const findings = lint({
      rules,
      withoutRules: flags.coverage ? people.subscribers.filter(({ id }) => !withRules.has(id)) : [],
      contacts: await everyItem((page) => pbx('listContacts', { query: { ...page, vip: true } })),
      schedule: await pbx('getSchedule', {}),
      now: Date.now(),
    });
    const json = findings.map((finding) => findingJson(finding, file));
    if (!this.jsonEnabled()) {
      printFindings(this.terminal, findings, file);
      const { error, warning, note } = countsOf(findings);
      this.terminal.err(
        findings.length > 0
          ? this.words.lintCounts(error, warning, note)
          : this.words.lintClean(rules.length),
      );
    }
    if (!findings.some(({ severity }) => isAtLeast(severity, flags['fail-on']))) return json;
    if (this.jsonEnabled()) this.logJson(json);
    return this.exit(EXIT.different);
  }

  private async ofPbx(pbx: Pbx): Promise<Subject> {
    const { rules } = await rulesAtOnce(pbx);
    return {
      rules: rules.map((rule) => ({ ...rule, line: null })),
      withRules: new Set(rules.map(({ subscriber }) => subscriber.id)),
    };
  }

  /** Whoever is not named in the file keeps the rules that he has. */
  private async ofFile(pbx: Pbx, people: People, text: RulesText): Promise<Subject> {
    const proposed = await proposedRules(text, people);
    const withRules = new Set((await this.ofPbx(pbx)).withRules);
    for (const { subscriber, rules } of proposed) {
      if (rules.length > 0) withRules.add(subscriber.id);
      else withRules.delete(subscriber.id);
    }
    const rules = proposed.flatMap(({ subscriber, rules: own }) =>
      own.map((rule) => ({ ...rule, id: null, subscriber })),
    );
    return { rules, withRules };
  }
}
