/** `pbxctl backup`: a copy of a PBX in a file, while it is in use. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { string } from '@oclif/core/args';
import { PbxCommand } from '../cli/command.ts';
import { confirmFlags } from '../cli/flags.ts';
import { heedingSignals } from '../cli/heeding-signals.ts';
import { problem } from '../contract/problem.ts';
import { confirm } from '../terminal/ask.ts';
import { phasesOf } from '../terminal/phase.ts';

export default class Backup extends PbxCommand {
  static override summary = 'Copy a PBX into a file, as it is at one moment, while it is in use.';
  static override description =
    'The copy is a PBX in a file itself: to restore it, put it in the place of the other while nothing uses that. Only you may read it. A PBX service is backed up on its own machine, by the file that it serves.';
  static override examples = [
    '<%= config.bin %> backup office-backup.db --pbx file:office.db',
    '<%= config.bin %> backup office-backup.db --pbx file:office.db --yes --json',
  ];
  static override args = {
    file: string({ description: 'file to make', required: true, ignoreStdin: true }),
  };
  static override flags = { ...confirmFlags };

  async run() {
    const { flags, args } = await this.parse(Backup);
    const { address } = this.chosen(flags);
    if (address.kind !== 'file')
      throw problem('usage', { code: 'backup-elsewhere', address: address.url });
    const file = resolve(args.file);
    if (existsSync(file)) {
      const question = this.words.replaceFile(args.file);
      await confirm(this.terminal, question, { yes: flags.yes, show: () => undefined });
    }
    const { backUp } = await import('../client/embedded.ts');
    const phases = phasesOf(this.terminal, Date.now);
    const { bytes } = await heedingSignals((refuseToGoOn) =>
      backUp(address.path, file, (done) => {
        refuseToGoOn();
        phases.at(this.words.backingUp(Math.round(done * 100)));
      }),
    ).finally(() => phases.end());
    this.terminal.err(this.words.backedUp(args.file, bytes));
    return { file, bytes };
  }
}
