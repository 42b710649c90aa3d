/** `pbxctl rules add`: one rule for each subscriber (R2). */
import { string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { fromFile, readText, withLines } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';
import { criteriaOf, RULE_FIELDS, ruleFlags } from '../../cli/rule-flags.ts';
import { problem } from '../../contract/problem.ts';
import { printRules, warnOfUnreachable } from '../../terminal/rules.ts';

export default class RulesAdd extends PbxCommand {
  static override summary = 'Add a notification rule for one or several subscribers.';
  static override description =
    'Saving makes one rule for each subscriber. A rule that a subscriber has already is left as it is, so the command can be repeated.';
  static override examples = [
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
    ...writeFlags,
  };
  static override flagOfField = RULE_FIELDS;

  async run() {
    const { flags } = await this.parse(RulesAdd);
    const file = flags['addresses-file'];
    const lines = file === undefined ? null : await this.addressesIn(file);
    const subscribers = lines ? lines.map(({ address }) => address) : (flags.addresses ?? []);
    if (subscribers.length === 0) throw problem('usage', { code: 'addresses-missing' });
    const pbx = await this.connect(flags, 'writes');
    const body = { subscribers, ...(await criteriaOf(pbx, flags)) };
    const request = pbx('createRules', { query: { dryRun: flags['dry-run'] }, body });
    const places = lines?.map(({ line }) => line) ?? [];
    const answer = await (file === undefined
      ? request
      : withLines(file, 'subscribers', places, request));
    if (!this.jsonEnabled()) {
      await printRules(this.terminal, [...answer.created, ...answer.unchanged]);
      this.conclude(flags, this.words.rulesAdded(answer.created.length, answer.unchanged.length));
    }
    warnOfUnreachable(this.terminal, answer.created);
    return answer;
  }

  private async addressesIn(file: string) {
    const { readAddresses } = await import('../../provisioning/addresses.ts');
    return fromFile(readAddresses(await readText(this.terminal, file), file));
  }
}
