/** `pbxctl profiles rm`: forgets a name for a PBX, and its token. */
import { string as argument } from '@oclif/core/args';
import { PlainCommand } from '../../cli/plain-command.ts';
import { problem } from '../../contract/problem.ts';

export default class ProfilesRm extends PlainCommand {
  static override summary = 'Forget a profile, and the token that was kept for it.';
  static override examples = ['<%= config.bin %> profiles rm office'];
  static override args = {
    name: argument({ description: 'name of the profile', required: true, ignoreStdin: true }),
  };

  async run() {
    const { args } = await this.parse(ProfilesRm);
    const [{ profilesIn }, { secretsIn }] = await Promise.all([
      import('../../client/profiles.ts'),
      import('../../client/secrets.ts'),
    ]);
    const profiles = profilesIn(this.folders.config);
    const address = profiles.addressOf(args.name);
    if (address === null) throw problem('not-found', { code: 'profile-unknown', name: args.name });
    profiles.remove(args.name);
    const isShared = profiles.all().some((profile) => profile.address === address);
    if (!isShared) secretsIn(this.folders.config).remove(address);
    this.terminal.err(this.words.profileRemoved(args.name));
    return { removed: [args.name] };
  }
}
