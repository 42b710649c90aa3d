/** `pbxctl rules plan`: what `apply` would do. */
import { boolean, string } from '@oclif/core/flags';
import { fileArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { EXIT } from '../../cli/exit-codes.ts';
import { readRulesText, rulesFileFlags } from '../../cli/rules-input.ts';
import { type PlannedFile, planFile, planJson } from '../../cli/rules-plan.ts';
import { writeOut } from '../../cli/write-out.ts';
import { phasesOf } from '../../terminal/phase.ts';
import { printPlan } from '../../terminal/plan.ts';

export default class RulesPlan extends PbxCommand {
  static override summary = 'Show what a file of rules would change, and change nothing.';
  static override description =
    'For each subscriber in the file, equal rules stay; what is left is paired so that the fewest fields change, then added or removed. Subscribers that the file does not name are left alone, unless --prune is given.';
  static override examples = [
    '<%= config.bin %> rules plan rules.yaml',
    '<%= config.bin %> rules plan rules.yaml --prune --out plan.json',
    '<%= config.bin %> rules export | <%= config.bin %> rules plan - --format yaml --check',
  ];
  static override args = fileArgs;
  static override flags = {
    ...rulesFileFlags,
    prune: boolean({ description: 'remove the rules of subscribers that the file does not name' }),
    check: boolean({ description: 'exit with 3 if anything would change' }),
    out: string({ description: 'file to save the plan in, for rules apply' }),
  };

  async run() {
    const { flags, args } = await this.parse(RulesPlan);
    const { terminal, words } = this;
    const phases = phasesOf(terminal, Date.now);
    const read = await readRulesText(terminal, args.file, flags);
    const pbx = await this.connect(flags, 'reads');
    const planned = await planFile(pbx, { file: args.file, ...read }, flags, () =>
      phases.at(words.plan.comparing),
    ).finally(phases.end);
    const { countPlan, isEmptyPlan, isTooMuch } = await import('../../provisioning/plan.ts');
    const counts = countPlan(planned.plans);
    if (!this.jsonEnabled()) printPlan(terminal, planned.plans, counts);
    const changed = counts.update + counts.remove;
    if (isTooMuch(changed, planned.all)) terminal.err(words.plan.needsForce(changed, planned.all));
    if (flags.out !== undefined) await this.save(flags.out, planned, counts.unchanged);
    const document = planJson(planned.plans, counts.unchanged, false);
    if (!flags.check || isEmptyPlan(counts)) return document;
    if (this.jsonEnabled()) this.logJson(document);
    return this.exit(EXIT.different);
  }

  private async save(path: string, { plans, all }: PlannedFile, unchanged: number): Promise<void> {
    const { savePlan } = await import('../../provisioning/saved-plan.ts');
    writeOut(path, savePlan({ plans, all, unchanged }), '--out');
    this.terminal.err(this.words.plan.saved(path));
  }
}
