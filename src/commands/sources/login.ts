/** `pbxctl sources login`: the pair of tokens with which the calls of a T2 are read. */
import { string as argument } from '@oclif/core/args';
import { PlainCommand } from '../../cli/plain-command.ts';
import { askPair } from '../../cli/token-input.ts';
import { localZone, tokensText } from '../../terminal/sources.ts';

export default class SourcesLogin extends PlainCommand {
  static override summary = 'Keep the tokens with which calls and people of a T2 are read.';
  static override description =
    'Both are made in the web page of the PBX. They are read from stdin, one a line or as JSON, or typed where nobody sees them; looked at without asking anybody; and kept in a file that only you may write and read, or in the one that PBX_SOURCE_<NAME>_SECRET_FILE names. Whoever runs the service has to be able to write that file: the pair is renewed every day. t2 is short for "t2:?name=main".';
  static override examples = [
    '<%= config.bin %> sources login t2',
    '<%= config.bin %> sources login t2 < tokens.txt',
    'PBX_SOURCE_MAIN_SECRET_FILE=t2.json <%= config.bin %> sources login t2 < tokens.txt',
  ];
  static override args = {
    source: argument({
      description: 't2, or an address: "t2:?name=main"',
      required: true,
      ignoreStdin: true,
    }),
  };

  async run() {
    const { args } = await this.parse(SourcesLogin);
    const { keepTokens, refuseUnlikeT2 } = await import('../../client/sources.ts');
    refuseUnlikeT2(args.source, '<source>');
    const text = await askPair(this.terminal);
    const zone = localZone();
    const signedIn = await keepTokens(args.source, text, { folder: this.folders.config, zone });
    const { name, address, file, swapped, accessUntil, refreshUntil } = signedIn;
    if (swapped) this.terminal.err(this.words.tokensSwapped);
    this.terminal.err(this.words.tokensKept(`${name} (${address})`, file));
    this.terminal.err(tokensText(this.terminal, { accessUntil, refreshUntil }));
    return { name, address, file, accessUntil, refreshUntil };
  }
}
