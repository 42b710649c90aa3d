/** `pbxctl tokens list`: who may sign in. */
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { everyItem } from '../../client/pages.ts';
import { printTokens } from '../../terminal/access.ts';

export default class TokensList extends PbxCommand {
  static override summary = 'List the tokens of the PBX service; never the tokens themselves.';
  static override examples = [
    '<%= config.bin %> tokens list',
    '<%= config.bin %> tokens list --json',
  ];
  static override flags = { ...listFlags };

  async run() {
    const { flags } = await this.parse(TokensList);
    const pbx = await this.connect(flags, 'reads');
    const tokens = await everyItem((paging) => pbx('listTokens', { query: paging }));
    if (this.jsonEnabled()) return tokens;
    await printTokens(this.terminal, tokens, flags.output);
    if (tokens.length === 0) this.terminal.err(this.words.emptyList);
    return tokens;
  }
}
