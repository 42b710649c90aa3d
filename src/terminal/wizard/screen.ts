/** A machine of states on the whole terminal: keys and answers go in, screens come out, on Inquirer's core. */
import {
  AbortPromptError,
  createPrompt,
  ExitPromptError,
  useEffect,
  useKeypress,
  useRef,
  useState,
} from '@inquirer/core';
import { problem } from '../../contract/problem.ts';
import { type Input, type Keypress, keyOf } from './key.ts';

type Dispatch<Answer> = (answer: Answer) => void;

/** What the screen ends with: a value, or nothing because its user left it. */
type Ended<Value> = { value: Value } | 'left' | 'interrupted';

export type Machine<State, Answer, Effect, Value> = {
  start: { state: State; effect: Effect | null };
  after: (state: State, event: Answer | Input) => { state: State; effect: Effect | null };
  draw: (state: State, size: Size) => string;
  /** Does what the state wants done; answers come back as events, an end as a value. */
  perform: (effect: Effect, dispatch: Dispatch<Answer>, end: (ended: Ended<Value>) => void) => void;
  /** Whether something is being written, so that nobody can say it was not. */
  isWriting: (state: State) => boolean;
};

export type Size = { columns: number; rows: number };

const ALTERNATE_SCREEN = '\u001b[?1049h\u001b[H';
const MAIN_SCREEN = '\u001b[?1049l';
const PASTE_ON = '\u001b[?2004h';
const PASTE_OFF = '\u001b[?2004l';
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR = '\u001b[2J\u001b[H';
/** Escape by itself is known from the start of a sequence by what does not follow: half a second is long to wait. */
const ESCAPE_MILLISECONDS = 50;

const SMALLEST: Size = { columns: 20, rows: 8 };

const sizeOf = ({ columns = 80, rows = 24 }: Partial<Size>): Size => ({
  columns: Math.max(SMALLEST.columns, columns),
  rows: Math.max(SMALLEST.rows, rows),
});

type Output = NodeJS.WritableStream & Partial<Size>;

/** Pasted text comes as keys between two marks; where the terminal has none, as keys alone. */
const reader = (input: (input: Input) => void): ((keypress: Keypress) => void) => {
  let pasted: string | null = null;
  return (keypress) => {
    if (keypress.name === 'paste-start') pasted = '';
    else if (keypress.name === 'paste-end') {
      if (pasted !== null) input({ kind: 'paste', text: pasted });
      pasted = null;
    } else if (pasted !== null) pasted += (keypress.sequence ?? '').replace('\r', '\n');
    else {
      const key = keyOf(keypress);
      if (key) input({ kind: 'key', key });
    }
  };
};

type Config<State, Answer, Effect, Value> = {
  machine: Machine<State, Answer, Effect, Value>;
  output: Output;
};

/** The prompt itself; `runScreen` gives it the whole terminal. */
export const screenPrompt = <State, Answer, Effect, Value>() =>
  createPrompt<Ended<Value>, Config<State, Answer, Effect, Value>>(({ machine, output }, done) => {
    const current = useRef(machine.start.state);
    const [, redraw] = useState(0);
    const drawing = useRef<NodeJS.Immediate | null>(null);

    // Keys that come together, as in a paste, are drawn once.
    const draw = (): void => {
      drawing.current ??= setImmediate(() => {
        drawing.current = null;
        redraw((count) => count + 1);
      });
    };
    const take = (event: Answer | Input): void => {
      const { state, effect } = machine.after(current.current, event);
      current.current = state;
      draw();
      if (effect !== null) machine.perform(effect, take, done);
    };
    const read = useRef(reader(take));

    useKeypress((keypress: Keypress, readline) => {
      readline.clearLine(0);
      read.current(keypress);
    });
    useEffect((readline) => {
      Object.assign(readline, { escapeCodeTimeout: ESCAPE_MILLISECONDS });
      const resized = (): void => {
        output.write(CLEAR);
        draw();
      };
      const closed = (): void => done('interrupted');
      output.on('resize', resized);
      readline.on('close', closed);
      const { effect } = machine.start;
      if (effect !== null) machine.perform(effect, take, done);
      return () => {
        output.removeListener('resize', resized);
        readline.removeListener('close', closed);
        if (drawing.current) clearImmediate(drawing.current);
      };
    }, []);
    return `${machine.draw(current.current, sizeOf(output))}${HIDE_CURSOR}`;
  });

const SIGNALS = ['SIGTERM', 'SIGHUP'] as const;

/** Whoever is told to end ends as by Ctrl-C, so that the terminal is not left as it is now. */
const untilSignalled = async <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  // Not `once`: a handler that is gone when others count them makes them kill the process.
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    return await run(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, abort);
  }
};

/** Ctrl-C, the end of input, a signal. */
const isInterruption = (error: unknown): boolean =>
  error instanceof ExitPromptError || error instanceof AbortPromptError;

/**
 * Runs the machine until it ends; the terminal is then as it was before. Whatever interrupts it is a problem.
 * @returns null if its user left it
 */
export const runScreen = async <State, Answer, Effect, Value>(
  machine: Machine<State, Answer, Effect, Value>,
  output: Output = process.stderr,
): Promise<{ value: Value } | null> => {
  let last = machine.start.state;
  const after: typeof machine.after = (state, event) => {
    const step = machine.after(state, event);
    last = step.state;
    return step;
  };
  output.write(ALTERNATE_SCREEN + PASTE_ON);
  try {
    const prompt = screenPrompt<State, Answer, Effect, Value>();
    const config = { machine: { ...machine, after }, output };
    const ended = await untilSignalled((signal) =>
      prompt(config, { output, signal, clearPromptOnDone: true }),
    ).catch((error: unknown) => {
      if (isInterruption(error)) return 'interrupted' as const;
      throw error;
    });
    if (ended === 'interrupted')
      throw problem('usage', {
        code: machine.isWriting(last) ? 'interrupted-writing' : 'interrupted',
      });
    return ended === 'left' ? null : ended;
  } finally {
    output.write(PASTE_OFF + SHOW_CURSOR + MAIN_SCREEN);
  }
};
