/** `pbxctl tokens revoke`: lets a person or a program in no longer. */
import { string as argument } from '@oclif/core/args';
import { PbxCommand } from '../../cli/command.ts';
import { oneId } from '../../cli/ids.ts';

export default class TokensRevoke extends PbxCommand {
  static override summary = 'Revoke a token: from now on it lets nobody in.';
  static override examples = ['<%= config.bin %> tokens revoke 3'];
  static override args = {
    id: argument({
      description: 'id of the token, as tokens list shows it',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flagOfField = { id: '<id>' };

  async run() {
    const { flags, args } = await this.parse(TokensRevoke);
    const id = oneId(args.id);
    const pbx = await this.connect(flags, 'writes');
    const token = await pbx('revokeToken', { params: { id } });
    this.terminal.err(this.words.tokenRevoked(token.name));
    return token;
  }
}
