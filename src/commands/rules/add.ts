/** `pbxctl rules add`: one rule for each subscriber (R2). */
import { string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { fromFile, readText, withLines } from '../../cli/files.ts';
import { dialogueFlags, writeFlags } from '../../cli/flags.ts';
import { criteriaOf, RULE_FIELDS, type RuleFlags, ruleFlags } from '../../cli/rule-flags.ts';
import { problem } from '../../contract/problem.ts';
import type { Rule } from '../../domain/rule.ts';
import { printRules, warnOfUnreachable } from '../../terminal/rules.ts';

type Given = RuleFlags & {
  pbx: string | undefined;
  addresses?: string[] | undefined;
  'addresses-file'?: string | undefined;
  plain: boolean;
  'dry-run': boolean;
};

type Added = { created: Rule[]; unchanged: Rule[] };

export default class RulesAdd extends PbxCommand {
  static override summary = 'Add a notification rule for one or several subscribers.';
  static override description =
    'Saving makes one rule for each subscriber. A rule that a subscriber has already is left as it is, so the command can be repeated. In a terminal, without addresses, a dialogue asks for everything.';
  static override examples = [
    '<%= config.bin %> rules add',
    '<%= config.bin %> rules add --addresses anna@firm.ru,102 --time working --callers vip',
    '<%= config.bin %> rules add --addresses 101 --time "sat,sun" --callers "+79161234567,+74951234567"',
    '<%= config.bin %> rules add --addresses-file staff.txt --type missed,voicemail',
  ];
  static override flags = {
    addresses: string({
      description: 'subscribers by number, extension, e-mail or name, divided by commas',
      multiple: true,
      delimiter: ',',
      exclusive: ['addresses-file'],
    }),
    'addresses-file': string({ description: 'file with one address a line; - is stdin' }),
    ...ruleFlags,
    ...dialogueFlags,
    ...writeFlags,
  };
  static override flagOfField = RULE_FIELDS;

  async run() {
    const { flags } = await this.parse(RulesAdd);
    const isGiven = flags.addresses !== undefined || flags['addresses-file'] !== undefined;
    const answer = !isGiven && this.canAsk ? await this.ask(flags) : await this.add(flags);
    if (!this.jsonEnabled()) {
      await printRules(this.terminal, [...answer.created, ...answer.unchanged]);
      this.conclude(flags, this.words.rulesAdded(answer.created.length, answer.unchanged.length));
    }
    warnOfUnreachable(this.terminal, answer.created);
    return answer;
  }

  /** By the dialogue, with what the flags say filled in. */
  private async ask(flags: Given): Promise<Added> {
    const surroundings = await this.forDialogue(flags);
    const content = await criteriaOf(surroundings.pbx, flags);
    const add = this.isPlain(flags)
      ? (await import('../../terminal/wizard/plain.ts')).addPlainly
      : (await import('../../terminal/wizard/rule-wizard.ts')).addByWizard;
    const { changed, unchanged } = await add(this.terminal, surroundings, content);
    return { created: [...changed], unchanged: [...unchanged] };
  }

  private async add(flags: Given): Promise<Added> {
    const file = flags['addresses-file'];
    const lines = file === undefined ? null : await this.addressesIn(file);
    const subscribers = lines ? lines.map(({ address }) => address) : (flags.addresses ?? []);
    if (subscribers.length === 0) throw problem('usage', { code: 'addresses-missing' });
    const pbx = await this.connect(flags, 'writes');
    const body = { subscribers, ...(await criteriaOf(pbx, flags)) };
    const request = pbx('createRules', { query: { dryRun: flags['dry-run'] }, body });
    const places = lines?.map(({ line }) => line) ?? [];
    return file === undefined ? request : withLines(file, 'subscribers', places, request);
  }

  private async addressesIn(file: string) {
    const { readAddresses } = await import('../../provisioning/addresses.ts');
    return fromFile(readAddresses(await readText(this.terminal, file), file));
  }
}
