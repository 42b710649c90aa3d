/** A command that does not exist: one line with the nearest one, or a problem document for `--json`. */
import type { Hook } from '@oclif/core/hooks';
import { problem } from '../contract/problem.ts';
import { closest } from '../domain/nearest.ts';
import { errorDocument } from '../terminal/error-document.ts';
import { tellFaults } from '../terminal/faults.ts';
import { terminalOf } from '../terminal/terminal.ts';
import { exitCodeOf } from './exit-codes.ts';
import { languageFlag, languageOf } from './language.ts';

const hook: Hook<'command_not_found'> = async ({ id, argv = [], config, context }) => {
  const command = id.replaceAll(':', ' ');
  const known = config.commandIDs.map((name) => ({
    text: name.replaceAll(':', ' '),
    value: name.replaceAll(':', ' '),
  }));
  const [nearest = null] = closest(command, known);
  const failure = problem('usage', { code: 'command-unknown', command, nearest });
  const terminal = terminalOf(process, languageOf(languageFlag(argv), process.env));
  const exitCode = exitCodeOf(failure);
  if (argv.includes('--json'))
    terminal.out(JSON.stringify({ error: { ...errorDocument(failure), exitCode } }, null, 2));
  else tellFaults(terminal, failure.faults);
  context.exit(exitCode);
};

export default hook;
