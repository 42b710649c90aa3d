/** `pbxctl tokens create`: lets a person or a program in. */
import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { fromFlag } from '../../cli/rule-flags.ts';
import { SCOPES, type Scope } from '../../contract/operation.ts';
import { problem } from '../../contract/problem.ts';
import { formatInstant, parseInstantIn } from '../../domain/instant.ts';

const scopesOf = (words: readonly string[]): Scope[] =>
  words.map((word) => {
    const scope = SCOPES.find((name) => name === word.trim());
    if (!scope)
      throw problem('invalid', { code: 'field-value', allowed: [...SCOPES] }, ['--scopes']);
    return scope;
  });

export default class TokensCreate extends PbxCommand {
  static override summary = 'Make a token for the PBX service and print it, this once.';
  static override examples = [
    '<%= config.bin %> tokens create ci --scopes rules:read,rules:write',
    '<%= config.bin %> tokens create anna --scopes admin --expires 2027-06-30T18:00 > token.txt',
  ];
  static override args = {
    name: argument({
      description: 'who it is for: the audit log tells this name',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flags = {
    scopes: string({
      description: `what it may do: ${SCOPES.join(', ')}; admin may everything`,
      multiple: true,
      // Or the name after it would be one more scope.
      multipleNonGreedy: true,
      delimiter: ',',
      required: true,
    }),
    expires: string({
      description:
        "when it ends, in the PBX's time zone unless it has an offset; never if left out",
    }),
  };
  static override flagOfField = { name: '<name>', scopes: '--scopes', expiresAt: '--expires' };

  async run() {
    const { flags, args } = await this.parse(TokensCreate);
    const scopes = scopesOf(flags.scopes);
    const pbx = await this.connect(flags, 'writes');
    const { zone } = await pbx('getSchedule', {});
    const expiresAt =
      flags.expires === undefined
        ? null
        : formatInstant(fromFlag('--expires', parseInstantIn(flags.expires, zone)), zone);
    const { id, name, token } = await pbx('createToken', {
      body: { name: args.name, scopes, expiresAt },
    });
    if (!this.jsonEnabled()) this.terminal.out(token);
    this.terminal.err(this.words.tokenOnce);
    return { id, name, scopes, token };
  }
}
