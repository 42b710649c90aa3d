/** `pbxctl status`: which PBX the commands talk to, and whether it lets them in. */
import { PbxCommand } from '../cli/command.ts';
import { isTokenKnown } from '../cli/signed-in.ts';
import { tokenFor } from '../client/connect.ts';
import { problem } from '../contract/problem.ts';

export default class Status extends PbxCommand {
  static override summary =
    'Show which PBX the commands talk to, and whether you are signed in to it.';
  static override examples = [
    '<%= config.bin %> status',
    '<%= config.bin %> status --pbx https://pbx.firm.ru --json',
  ];

  async run() {
    const { flags } = await this.parse(Status);
    const { address, isDefault } = this.chosen(flags);
    const isHttp = address.kind === 'http';
    const token = isHttp ? tokenFor(address.url, process.env, this.folders.config) : null;
    const pbx = await this.connect(flags, 'reads');
    const isSignedIn = !isHttp || (token !== null && (await isTokenKnown(pbx)));
    const written = isHttp ? address.url : `file:${address.path}`;
    if (!this.jsonEnabled()) {
      this.terminal.out(this.words.pbx(written, isDefault));
      if (isHttp) this.terminal.out(isSignedIn ? this.words.isSignedIn : this.words.notSignedIn);
    }
    if (!isSignedIn) {
      throw problem('unauthenticated', { code: token === null ? 'token-missing' : 'token-wrong' });
    }
    return {
      address: written,
      kind: isHttp ? 'service' : 'embedded',
      isDefault,
      signedIn: isSignedIn,
    };
  }
}
