/** `pbxctl rules export`: the rules as a file that `apply` takes back. */
import { boolean, option } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { RULE_FIELDS, ruleFilterFlags } from '../../cli/rule-flags.ts';
import { finderOf, rulesAtOnce } from '../../cli/rules-of-pbx.ts';
import { problem } from '../../contract/problem.ts';
import { RULE_FORMATS } from '../../provisioning/rules-in-file.ts';

export default class RulesExport extends PbxCommand {
  static override summary =
    'Write the rules as a file that rules apply takes back without a change.';
  static override description =
    'Subscribers with equal rules stand together, in a stable order: two exports of the same state are the same bytes. With --json the file is JSON.';
  static override examples = [
    '<%= config.bin %> rules export > rules.yaml',
    '<%= config.bin %> rules export --format csv > rules.csv',
    '<%= config.bin %> rules export --schema > rules.schema.json',
  ];
  static override flags = {
    ...ruleFilterFlags,
    format: option({
      options: RULE_FORMATS,
      description: 'how the file is written; the default is yaml',
    })(),
    schema: boolean({ description: 'print the JSON Schema of rule files and exit' }),
  };
  static override flagOfField = RULE_FIELDS;

  async run() {
    const { flags } = await this.parse(RulesExport);
    if (flags.schema) {
      const { rulesSchema } = await import('../../provisioning/rules-schema.ts');
      const schema = rulesSchema();
      if (!this.jsonEnabled()) this.logJson(schema);
      return schema;
    }
    const { subscriber, type, time, callers, search: q } = flags;
    const pbx = await this.connect(flags, 'reads');
    const { rules } = await rulesAtOnce(pbx, { subscriber, type, time, callers, q });
    const { find } = await finderOf(pbx);
    const { exportRules } = await import('../../provisioning/export.ts');
    const format = this.jsonEnabled() ? 'json' : (flags.format ?? 'yaml');
    const exported = exportRules(rules, format, find);
    if (!exported.ok) throw problem('conflict', exported.fault);
    if ([type, time, callers].some((filter) => filter !== undefined))
      this.terminal.err(this.words.plan.partial);
    if (this.jsonEnabled()) return JSON.parse(exported.value);
    this.terminal.out(exported.value);
    return {};
  }
}
