/** `pbxctl rules apply`: the rules of a file, or a saved plan, in one transaction. */
import { boolean } from '@oclif/core/flags';
import { fileArgs } from '../../cli/arguments.ts';
import { makeChange } from '../../cli/change.ts';
import { PbxCommand } from '../../cli/command.ts';
import { EXIT } from '../../cli/exit-codes.ts';
import { fromFile } from '../../cli/files.ts';
import { confirmFlags, writeFlags } from '../../cli/flags.ts';
import { readRulesText, rulesFileFlags } from '../../cli/rules-input.ts';
import { planFile, planJson, type RulesText } from '../../cli/rules-plan.ts';
import { refuseOtherSubscribers } from '../../cli/saved-plan.ts';
import type { Input } from '../../contract/operation.ts';
import type { Operations, Pbx } from '../../contract/pbx.ts';
import { problem } from '../../contract/problem.ts';
import type { PlanCounts, SubscriberPlan } from '../../provisioning/plan.ts';
import { confirm } from '../../terminal/ask.ts';
import { phasesOf } from '../../terminal/phase.ts';
import { printPlan } from '../../terminal/plan.ts';

type RulesBatch = Pick<Input<Operations['batchRules']>, 'body' | 'ifMatch'>;

type Prepared = { plans: SubscriberPlan[]; counts: PlanCounts; all: number; batch: RulesBatch };

export default class RulesApply extends PbxCommand {
  static override summary =
    'Make the rules of each subscriber in a file those that the file has, or apply a saved plan.';
  static override description =
    'Everything is done in one transaction, or nothing; run twice it changes nothing the second time. It stops if more than 30 % of all rules would change or go, unless --force is given.';
  static override examples = [
    '<%= config.bin %> rules apply rules.yaml --yes',
    '<%= config.bin %> rules apply rules.yaml --prune --dry-run',
    '<%= config.bin %> rules plan rules.yaml --out plan.json && <%= config.bin %> rules apply plan.json --yes',
  ];
  static override args = fileArgs;
  static override flags = {
    ...rulesFileFlags,
    prune: boolean({ description: 'remove the rules of subscribers that the file does not name' }),
    force: boolean({ description: 'even if more than 30 % of all rules would change or go' }),
    ...confirmFlags,
    ...writeFlags,
  };

  async run() {
    const { flags, args } = await this.parse(RulesApply);
    const { terminal, words } = this;
    const read = { file: args.file, ...(await readRulesText(terminal, args.file, flags)) };
    const pbx = await this.connect(flags, 'writes');
    const { plans, counts, all, batch } = await this.prepare(pbx, read, flags);
    if (!this.jsonEnabled()) printPlan(terminal, plans, counts);
    const { isEmptyPlan, isTooMuch } = await import('../../provisioning/plan.ts');
    if (isEmptyPlan(counts))
      return this.jsonEnabled() ? planJson(plans, counts.unchanged, false) : {};
    const changed = counts.update + counts.remove;
    if (isTooMuch(changed, all) && !flags.force)
      throw problem('conflict', { code: 'too-much-changes', what: 'rules', changed, all });
    const total = changed + counts.create;
    await confirm(terminal, words.plan.apply(total), {
      yes: flags.yes || flags['dry-run'],
      show: (onStderr) => {
        if (this.jsonEnabled() || !terminal.isForPeople) printPlan(onStderr, plans, counts);
      },
    });
    const query = { dryRun: flags['dry-run'], brief: true };
    const { isInterrupted } = await makeChange(terminal, words.plan.applying(total), () =>
      pbx('batchRules', { query, ...batch }),
    );
    this.conclude(flags, words.plan.applied(counts));
    const document = this.jsonEnabled() ? planJson(plans, counts.unchanged, !flags['dry-run']) : {};
    if (!isInterrupted) return document;
    if (this.jsonEnabled()) this.logJson(document);
    return this.exit(EXIT.interrupted);
  }

  /** What is to be done, and on which state of the PBX it rests. */
  private async prepare(pbx: Pbx, read: RulesText, flags: { prune: boolean }): Promise<Prepared> {
    const [{ isSavedPlan, readSavedPlan }, { batchOf, seenIn }, { countPlan }] = await Promise.all([
      import('../../provisioning/saved-plan.ts'),
      import('../../provisioning/rules-batch.ts'),
      import('../../provisioning/plan.ts'),
    ]);
    if (isSavedPlan(read.text)) {
      if (flags.prune) throw problem('usage', { code: 'plan-final' }, ['--prune']);
      const { plans, all, unchanged } = fromFile(readSavedPlan(read.text, read.file));
      await refuseOtherSubscribers(pbx, plans);
      const counts = { ...countPlan(plans), unchanged };
      return { plans, counts, all, batch: { body: { ...batchOf(plans), seen: seenIn(plans) } } };
    }
    const phases = phasesOf(this.terminal, Date.now);
    const compare = (): void => phases.at(this.words.plan.comparing);
    const planned = await planFile(pbx, read, flags, compare).finally(phases.end);
    const { plans, all, revision } = planned;
    return {
      plans,
      counts: countPlan(plans),
      all,
      batch: { body: batchOf(plans), ifMatch: revision },
    };
  }
}
