/** `pbxctl profiles list`: the PBXs that have a name here. */
import { PlainCommand } from '../../cli/plain-command.ts';

export default class ProfilesList extends PlainCommand {
  static override summary = 'List the profiles: names for PBXs, and which is the current one.';
  static override examples = [
    '<%= config.bin %> profiles list',
    '<%= config.bin %> profiles list --json',
  ];

  async run() {
    await this.parse(ProfilesList);
    const { profilesIn } = await import('../../client/profiles.ts');
    const profiles = profilesIn(this.folders.config);
    const current = profiles.current();
    const all = profiles
      .all()
      .map((profile) => ({ ...profile, current: profile.name === current }));
    if (this.jsonEnabled()) return all;
    for (const { name, address, current: isCurrent } of all) {
      this.terminal.out(`${isCurrent ? '*' : ' '} ${name}\t${address}`);
    }
    if (all.length === 0) this.terminal.err(this.words.emptyList);
    return all;
  }
}
