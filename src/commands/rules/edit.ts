/** `pbxctl rules edit`: the same change in one or several rules at once (R3). */
import { integer, string } from '@oclif/core/flags';
import { idsArgs } from '../../cli/arguments.ts';
import { chosenRules } from '../../cli/chosen-rules.ts';
import { PbxCommand } from '../../cli/command.ts';
import { dialogueFlags, writeFlags } from '../../cli/flags.ts';
import { relocating } from '../../cli/relocate.ts';
import {
  criteriaOf,
  fromFlag,
  RULE_FIELDS,
  type RuleFlags,
  regionOf,
  ruleFlags,
} from '../../cli/rule-flags.ts';
import { rulesGiven } from '../../cli/rules.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { problem } from '../../contract/problem.ts';
import { parseNumbers } from '../../domain/criteria-text.ts';
import { type Callers, changedNumbers, type Rule } from '../../domain/rule.ts';
import { printRules, warnOfUnreachable } from '../../terminal/rules.ts';

const FLAGS: Readonly<Record<string, string>> = RULE_FIELDS;

const CHANGES = [
  'type',
  'time',
  'callers',
  'add-callers',
  'remove-callers',
  'if-revision',
] as const;

type Given = RuleFlags & {
  pbx: string | undefined;
  'add-callers'?: string | undefined;
  'remove-callers'?: string | undefined;
  'if-revision'?: number | undefined;
  plain: boolean;
  'dry-run': boolean;
};

type Edited = { updated: Rule[]; unchanged: Rule[] };

const changed = (rule: Rule, add: readonly string[], remove: readonly string[]): Callers =>
  fromFlag(
    add.length > 0 ? '--add-callers' : '--remove-callers',
    changedNumbers(rule, add, remove),
  );

export default class RulesEdit extends PbxCommand {
  static override summary = 'Change one or several rules at once.';
  static override description =
    'What is not given stays as it is. All of the rules change or none. In a terminal, without changes, a dialogue shows the rules filled in; without ids they are chosen in a list.';
  static override examples = [
    '<%= config.bin %> rules edit',
    '<%= config.bin %> rules edit 12 15-20',
    '<%= config.bin %> rules edit 12 15-20 --time "sat,sun"',
    '<%= config.bin %> rules edit 12 --add-callers +79161234567 --remove-callers 102',
    '<%= config.bin %> rules list --subscriber 101 -o ids | <%= config.bin %> rules edit - --callers vip',
  ];
  static override strict = false;
  static override args = idsArgs;
  static override flags = {
    ...ruleFlags,
    'add-callers': string({
      description: 'numbers to add to those listed',
      exclusive: ['callers'],
    }),
    'remove-callers': string({
      description: 'numbers to take from those listed',
      exclusive: ['callers'],
    }),
    'if-revision': integer({ description: 'only if the rule still has this revision' }),
    ...dialogueFlags,
    ...writeFlags,
  };
  static override flagOfField = RULE_FIELDS;

  async run() {
    const { flags, argv } = await this.parse(RulesEdit);
    const { updated, unchanged } = await this.change(flags, argv.map(String));
    if (!this.jsonEnabled()) {
      await printRules(this.terminal, [...updated, ...unchanged]);
      this.conclude(flags, this.words.rulesEdited(updated.length, unchanged.length));
    }
    warnOfUnreachable(this.terminal, updated);
    return { updated, unchanged };
  }

  /** By the flags; a person is asked for the rules or for the changes that he did not give. */
  private async change(flags: Given, ids: readonly string[]): Promise<Edited> {
    const isGiven = CHANGES.some((name) => flags[name] !== undefined);
    if (!this.canAsk || (ids.length > 0 && isGiven)) {
      const pbx = await this.connect(flags, 'writes');
      return this.edit(pbx, flags, await rulesGiven(pbx, ids));
    }
    const surroundings = await this.forDialogue(flags);
    const { pbx } = surroundings;
    const isPlain = this.isPlain(flags);
    const rules =
      ids.length > 0
        ? await rulesGiven(pbx, ids)
        : await chosenRules(this.terminal, surroundings, { purpose: 'edit', isPlain });
    if (rules.length === 0) return { updated: [], unchanged: [] };
    if (isGiven) return this.edit(pbx, flags, rules);
    const ask = isPlain
      ? (await import('../../terminal/wizard/plain.ts')).editPlainly
      : (await import('../../terminal/wizard/rule-wizard.ts')).editByWizard;
    const { changed, unchanged } = await ask(this.terminal, surroundings, rules);
    return { updated: [...changed], unchanged: [...unchanged] };
  }

  private async edit(pbx: Pbx, flags: Given, rules: readonly Rule[]): Promise<Edited> {
    const patch = await criteriaOf(pbx, flags);
    const [add, remove] = [
      await this.numbers(pbx, '--add-callers', flags['add-callers']),
      await this.numbers(pbx, '--remove-callers', flags['remove-callers']),
    ];
    const isEmpty = Object.keys(patch).length === 0 && add.length + remove.length === 0;
    if (isEmpty) throw problem('usage', { code: 'changes-missing' });
    const seen = flags['if-revision'];
    if (seen !== undefined && rules.length !== 1)
      throw problem('usage', { code: 'revision-of-several' });
    const update = rules.map((rule) => {
      const listed = add.length + remove.length > 0 ? { callers: changed(rule, add, remove) } : {};
      return { id: rule.id, revision: seen ?? rule.revision, ...patch, ...listed };
    });
    return this.naming(
      update,
      pbx('batchRules', { query: { dryRun: flags['dry-run'] }, body: { update } }),
    );
  }

  private async numbers(pbx: Pbx, flag: string, text: string | undefined): Promise<string[]> {
    return text === undefined ? [] : fromFlag(flag, parseNumbers(text, await regionOf(pbx)));
  }

  /** Faults speak of the change by its place in the request: for a person it is the rule and its field. */
  private naming<T>(update: readonly { id: number }[], request: Promise<T>): Promise<T> {
    return relocating(request, (located) => {
      const [, index, field] = located.path;
      const id = typeof index === 'number' ? update[index]?.id : undefined;
      const flag = typeof field === 'string' ? ` ${FLAGS[field] ?? field}` : '';
      return id === undefined ? located : { ...located, path: [`${id}${flag}`] };
    });
  }
}
