/** `pbxctl autocomplete`: completion of commands and flags by Tab, as oclif's plugin makes it. */
import { join } from 'node:path';
import { string as argument } from '@oclif/core/args';
import { PlainCommand } from '../cli/plain-command.ts';
import { problem } from '../contract/problem.ts';

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
      description: 'your shell; found out by itself unless given',
      options: [...SHELLS],
      ignoreStdin: true,
    }),
  };

  async run() {
    const { args } = await this.parse(Autocomplete);
    const shell = SHELLS.find((one) => one === (args.shell ?? this.config.shell));
    if (shell === undefined) throw problem('usage', { code: 'shell-unknown', known: [...SHELLS] });
    await this.writeCompletion();
    const setup = join(this.config.cacheDir, 'autocomplete', `${shell}_setup`);
    const line = `test -f '${setup}' && source '${setup}'`;
    if (!this.jsonEnabled()) this.terminal.out(line);
    this.terminal.err(this.words.completionReady(shell));
    return { shell, line };
  }

  /** The plugin is not registered with oclif, where each start of any command would read it. */
  private async writeCompletion(): Promise<void> {
    // The package exports nothing; by its path its command is bundled as all else is.
    const { default: Create } = await import(
      '../../node_modules/@oclif/plugin-autocomplete/lib/commands/autocomplete/create.js'
    );
    const folder = join(this.config.cacheDir, 'autocomplete');
    try {
      await Create.run([], this.config);
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      throw problem('usage', { code: 'file-unwritable', file: folder, why: error.message }, [
        folder,
      ]);
    }
  }
}
