/** `pbxctl logout`: forgets the token of a PBX service. */
import { PbxCommand } from '../cli/command.ts';
import { secretsIn } from '../client/secrets.ts';

export default class Logout extends PbxCommand {
  static override summary = 'Forget the token of the current PBX, or of the one given.';
  static override description =
    'On the PBX the token stays good until it is revoked: tokens revoke.';
  static override examples = [
    '<%= config.bin %> logout',
    '<%= config.bin %> logout --pbx https://pbx.firm.ru',
  ];

  async run() {
    const { flags } = await this.parse(Logout);
    const { address } = this.chosen(flags);
    const url = address.kind === 'http' ? address.url : null;
    const forgotten = url !== null && secretsIn(this.folders.config).remove(url);
    this.terminal.err(forgotten ? this.words.signedOut(url) : this.words.notSignedIn);
    return { address: url, forgotten };
  }
}
