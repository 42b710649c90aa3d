/** `pbxctl profiles use`: which PBX the commands talk to from now on. */
import { string as argument } from '@oclif/core/args';
import { PlainCommand } from '../../cli/plain-command.ts';
import { problem } from '../../contract/problem.ts';

export default class ProfilesUse extends PlainCommand {
  static override summary = 'Make a profile the current one.';
  static override examples = ['<%= config.bin %> profiles use office'];
  static override args = {
    name: argument({ description: 'name of the profile', required: true, ignoreStdin: true }),
  };

  async run() {
    const { args } = await this.parse(ProfilesUse);
    const { profilesIn } = await import('../../client/profiles.ts');
    const profiles = profilesIn(this.folders.config);
    const address = profiles.addressOf(args.name);
    if (address === null) throw problem('not-found', { code: 'profile-unknown', name: args.name });
    profiles.use(args.name);
    this.terminal.err(this.words.pbx(address, false));
    return { name: args.name, address };
  }
}
