/** Starts the built program: what it prints to comes first, and what becomes of errors that nobody else hears of. */
import './print-at-once.ts';
import { type Load, run } from './built.ts';

/** A disk that is full, say: what the command did is done, only what it printed is lost. */
const tellUnwritable = async ({ message: why }: Error): Promise<never> => {
  const [{ tellFaults }, { terminalOf }, { languageFlag, languageOf }] = await Promise.all([
    import('../terminal/faults.ts'),
    import('../terminal/terminal.ts'),
    import('./language.ts'),
  ]);
  const language = languageOf(languageFlag(process.argv.slice(2)), process.env);
  const fault = { code: 'file-unwritable', file: 'stdout', why } as const;
  tellFaults(terminalOf(process, language), [{ path: ['stdout'], fault }]);
  return process.exit(1);
};

/** Whoever reads may leave early, as `head` does; and of the notices nobody needs to hear. */
const bearClosedPipes = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  process.stderr.on('error', () => undefined);
};

/**
 * What cannot be printed comes here, since oclif throws it again. A bug ends in its trace alone: the line of a built
 * file that Node would print above it is as long as the file.
 */
const tellUncaught = (): void => {
  process.once('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (error.syscall === 'write') {
      void tellUnwritable(error);
      return;
    }
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(1);
  });
};

/**
 * @param root the folder of the package
 * @param load loads a built file
 */
export const start = async (root: string, load: Load): Promise<void> => {
  bearClosedPipes();
  tellUncaught();
  await run(root, load);
};
