/** `pbxctl login`: a token for a PBX service, kept for the commands to come. */
import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { PlainCommand } from '../cli/plain-command.ts';
import { isTokenKnown } from '../cli/signed-in.ts';
import { askToken } from '../cli/token-input.ts';
import { isOpenToListeners, parsePbxAddress } from '../client/address.ts';
import { connectHttp } from '../client/connect.ts';
import { problem } from '../contract/problem.ts';

export default class Login extends PlainCommand {
  static override summary = 'Sign in to a PBX service and make it the current one.';
  static override description =
    'The token is read from stdin, or typed where nobody sees it, and kept in a file that only you may read.';
  static override examples = [
    '<%= config.bin %> login https://pbx.firm.ru',
    '<%= config.bin %> login https://pbx.firm.ru --profile office < token.txt',
  ];
  static override args = {
    address: argument({
      description: 'https://… of the PBX service',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flags = {
    profile: string({ description: "name for this PBX; the default is its host's" }),
  };

  async run() {
    const { flags, args } = await this.parse(Login);
    const address = parsePbxAddress(args.address);
    if (!address.ok || address.value.kind !== 'http') {
      throw problem('usage', { code: 'pbx-address-unknown', address: args.address }, ['<address>']);
    }
    const { url } = address.value;
    const [{ profilesIn }, { secretsIn }] = await Promise.all([
      import('../client/profiles.ts'),
      import('../client/secrets.ts'),
    ]);
    const profiles = profilesIn(this.folders.config);
    const token = await askToken(this.terminal);
    if (isOpenToListeners(url)) this.terminal.err(this.words.openToken(url));
    const connection = await connectHttp(url, token, process.env);
    try {
      if (!(await isTokenKnown(connection.pbx)))
        throw problem('unauthenticated', { code: 'token-wrong' });
    } finally {
      await connection.close();
    }
    const secrets = secretsIn(this.folders.config);
    const profile = flags.profile ?? new URL(url).host;
    secrets.save(url, token);
    profiles.save(profile, url);
    this.terminal.err(this.words.signedIn(url, profile, secrets.path));
    return { profile, address: url };
  }
}
