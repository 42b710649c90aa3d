/** `pbxctl autocomplete`: completion of commands and flags by Tab, as oclif's plugin makes it. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { string as argument } from '@oclif/core/args';
import { PlainCommand } from '../cli/plain-command.ts';

const SHELLS = ['bash', 'zsh'] as const;

export default class Autocomplete extends PlainCommand {
  static override summary = 'Print the line that turns on completion by Tab in your shell.';
  static override description =
    'Writes the completion to your cache folder; repeat it after an update of pbxctl.';
  static override examples = [
    '<%= config.bin %> autocomplete bash >> ~/.bashrc',
    '<%= config.bin %> autocomplete zsh >> ~/.zshrc',
  ];
  static override args = {
    shell: argument({
      description: 'your shell',
      options: [...SHELLS],
      required: true,
      ignoreStdin: true,
    }),
  };

  async run() {
    const { args } = await this.parse(Autocomplete);
    await this.writeCompletion();
    const setup = join(this.config.cacheDir, 'autocomplete', `${args.shell}_setup`);
    const line = `test -f '${setup}' && source '${setup}'`;
    if (!this.jsonEnabled()) this.terminal.out(line);
    this.terminal.err(this.words.completionReady(args.shell));
    return { shell: args.shell, line };
  }

  /** The plugin is not registered with oclif, where each start of any command would read it. */
  private async writeCompletion(): Promise<void> {
    const { Plugin } = await import('@oclif/core/config');
    const name = '@oclif/plugin-autocomplete';
    const plugin = new Plugin({
      name,
      root: fileURLToPath(import.meta.resolve(name)),
      type: 'core',
    });
    await plugin.load();
    const create = await plugin.findCommand('autocomplete:create', { must: true });
    await create.run([], this.config);
  }
}
