/** Text that is longer than the screen goes through the user's pager, as `git` and `man` do it. */
import type { Terminal } from './terminal.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What less is told unless its user has told it: colours, no clearing, no paging of what fits; wide lines are not folded. */
const lessOptions = ({ columns }: Terminal): string =>
  columns === Number.POSITIVE_INFINITY ? 'FRXS' : 'FRX';

/** Null where there is nothing to page by: an empty variable turns it off. */
const pagerOf = ({ PAGER = 'less', TERM }: Environment): string | null =>
  PAGER.trim() === '' || TERM === 'dumb' ? null : PAGER;

/** Whether the pager ran; Ctrl-C within it is its own affair. */
const through = async (pager: string, text: string, less: string): Promise<boolean> => {
  const { spawn } = await import('node:child_process');
  return new Promise((resolve) => {
    const child = spawn(pager, {
      shell: true,
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { LESS: less, ...process.env },
    });
    const ignore = (): void => undefined;
    process.on('SIGINT', ignore);
    const end = (isShown: boolean): void => {
      process.off('SIGINT', ignore);
      resolve(isShown);
    };
    child.on('error', () => end(false));
    child.on('close', (code) => end(code !== 127 && code !== 126));
    // Whoever has seen enough quits before the end.
    child.stdin?.on('error', ignore).end(text);
  });
};

/** Prints the text on stdout, a screen at a time where it is longer than one and may be paged. */
export const outPaged = async (terminal: Terminal, text: string): Promise<void> => {
  const isLong = text.split('\n').length >= terminal.rows;
  const pager = terminal.pages && isLong ? pagerOf(process.env) : null;
  const isShown = pager !== null && (await through(pager, `${text}\n`, lessOptions(terminal)));
  if (!isShown) terminal.out(text);
};
