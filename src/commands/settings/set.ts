/** `pbxctl settings set`: what one PBX sets for all its rules. */
import { boolean, integer, option, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { writeFlags } from '../../cli/flags.ts';
import { fromFlag } from '../../cli/rule-flags.ts';
import { problem } from '../../contract/problem.ts';
import { parseNumber } from '../../domain/phone-number.ts';
import { LANGUAGES } from '../../messages/types.ts';
import { printSettings } from '../../terminal/schedule.ts';

/** `+78001000101=101` */
const pairOf = (text: string): [string, string] => {
  const [number, subscriber, ...rest] = text.split('=');
  if (!number || !subscriber || rest.length > 0)
    throw problem('usage', { code: 'pair-unreadable', text }, ['--straight-number']);
  return [number, subscriber];
};

export default class SettingsSet extends PbxCommand {
  static override summary = 'Change settings of the PBX. What is not given stays.';
  static override examples = [
    '<%= config.bin %> settings set --notify-direct-external',
    '<%= config.bin %> settings set --straight-number +78001000101=101',
    '<%= config.bin %> settings set --language en --notify-max-age 12h',
  ];
  static override flags = {
    language: option({
      options: LANGUAGES,
      description: 'language of the messages that the PBX sends',
    })(),
    region: string({ description: 'country of numbers written without +: RU' }),
    'notify-direct-external': boolean({
      description: "tell of outside calls to a subscriber's own number",
      allowNo: true,
    }),
    'straight-number': string({
      description:
        'multichannel number that goes straight to a subscriber: +78001000101=101; repeatable',
      multiple: true,
    }),
    'remove-straight-number': string({
      description: 'multichannel number that does not any more; repeatable',
      multiple: true,
    }),
    'notify-max-age': string({
      description: 'calls that began longer ago are told to nobody: 24h, 90m, 7d',
    }),
    'retention-days': integer({
      description: 'days after which calls, notifications and audit are removed',
      min: 1,
    }),
    'if-revision': integer({ description: 'only if the settings still have this revision' }),
    ...writeFlags,
  };
  static override flagOfField = {
    language: '--language',
    region: '--region',
    straightNumbers: '--straight-number',
    notifyMaxAge: '--notify-max-age',
    retentionDays: '--retention-days',
  };

  async run() {
    const { flags } = await this.parse(SettingsSet);
    const {
      'dry-run': dryRun,
      'if-revision': seen,
      pbx: address,
      lang: _,
      json: __,
      ...changes
    } = flags;
    if (Object.values(changes).every((value) => value === undefined))
      throw problem('usage', { code: 'changes-missing' });
    const pbx = await this.connect({ pbx: address, 'dry-run': dryRun }, 'writes');
    const { revision, ...before } = await pbx('getSettings', {});
    const region = flags.region ?? before.region;
    const removed = (flags['remove-straight-number'] ?? []).map((text) =>
      fromFlag('--remove-straight-number', parseNumber(text, region)),
    );
    const kept = Object.entries(before.straightNumbers).filter(
      ([number]) => !removed.includes(number),
    );
    const body = {
      language: flags.language ?? before.language,
      region,
      notifyDirectExternal: flags['notify-direct-external'] ?? before.notifyDirectExternal,
      straightNumbers: Object.fromEntries([
        ...kept,
        ...(flags['straight-number'] ?? []).map(pairOf),
      ]),
      notifyMaxAge: flags['notify-max-age'] ?? before.notifyMaxAge,
      retentionDays: flags['retention-days'] ?? before.retentionDays,
    };
    const after = await pbx('putSettings', { query: { dryRun }, body, ifMatch: seen ?? revision });
    const { revision: now, ...shown } = after;
    if (!this.jsonEnabled()) printSettings(this.terminal, shown);
    const isSame = now === revision;
    this.conclude(flags, isSame ? this.words.unchanged : this.words.settingsSet);
    return after;
  }
}
