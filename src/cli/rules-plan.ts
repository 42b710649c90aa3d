/** The plan of a file of rules for a PBX, and what of it `--json` prints. */
import type { Pbx } from '../contract/pbx.ts';
import type { SubscriberPlan } from '../provisioning/plan.ts';
import type { RuleFormat } from '../provisioning/rules-in-file.ts';
import { fromFile } from './files.ts';
import { finderOf, rulesAtOnce } from './rules-of-pbx.ts';

export type RulesText = { file: string; text: string; format: RuleFormat };

export type PlannedFile = {
  plans: SubscriberPlan[];
  /** How many rules the PBX has, and the revision of the set that was seen. */
  all: number;
  revision: number;
};

/** @param onPage hears how many of the PBX's rules are read by now */
export const planFile = async (
  pbx: Pbx,
  { file, text, format }: RulesText,
  { prune }: { prune: boolean },
  onPage: (rules: number) => void,
): Promise<PlannedFile> => {
  const [{ readWantedRules }, { planRules }] = await Promise.all([
    import('../provisioning/wanted-rules.ts'),
    import('../provisioning/plan.ts'),
  ]);
  const { find, region } = await finderOf(pbx);
  const wanted = fromFile(await readWantedRules(text, { file, format, region }, find));
  const { rules, revision } = await rulesAtOnce(pbx, {}, onPage);
  return { plans: planRules(wanted, rules, { prune }), all: rules.length, revision };
};

/** The document of `rules plan` and `rules apply`: one draft for each rule to be made. */
export const planJson = (
  plans: readonly SubscriberPlan[],
  unchanged: number,
  applied: boolean,
) => ({
  create: plans.flatMap(({ subscriber, create }) =>
    create.map((content) => ({ subscribers: [subscriber.id], ...content })),
  ),
  update: plans.flatMap(({ update }) =>
    update.map(({ before, after }) => ({ id: before.id, before, after })),
  ),
  remove: plans.flatMap(({ remove }) => remove),
  unchanged,
  applied,
});
