/**
 * stdout and stderr where they are no terminal: what is written is written when `write` returns. Node's own streams do as
 * much, but to load them takes a start longer than all of oclif.
 */
import { EventEmitter } from 'node:events';
import { fstatSync, statSync, writeSync } from 'node:fs';

const PAUSE_MS = 5;

const pause = (): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
};

/** A reader who is slow makes whoever writes wait, also where the pipe itself would not. */
const writeAll = (fd: number, bytes: Uint8Array): void => {
  for (let rest = bytes; rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (Object(error).code !== 'EAGAIN') throw error;
      pause();
    }
  }
};

type Written = (error: null) => void;

/** As much of a stream as printing needs. */
export class Output extends EventEmitter {
  readonly fd: number;

  constructor(fd: number) {
    super();
    this.fd = fd;
  }

  /** An error is told as streams tell it: as an event, when whoever writes has gone on. */
  write(text: string | Uint8Array, encoding?: BufferEncoding | Written, written?: Written): true {
    const [code, done] =
      typeof encoding === 'function' ? ['utf8' as const, encoding] : [encoding, written];
    try {
      writeAll(this.fd, typeof text === 'string' ? Buffer.from(text, code) : text);
      if (done) process.nextTick(done, null);
    } catch (error) {
      process.nextTick(() => this.emit('error', error));
    }
    return true;
  }
}

/** A terminal is a character device; so is what swallows everything, where scripts send stderr. */
const isTerminal = (fd: number): boolean => {
  const file = fstatSync(fd);
  return file.isCharacterDevice() && file.rdev !== statSync('/dev/null').rdev;
};

/** Before anything looks at them. */
export const printAtOnce = (): void => {
  if (process.platform === 'win32') return;
  for (const [name, fd] of Object.entries({ stdout: 1, stderr: 2 })) {
    if (!isTerminal(fd)) Object.defineProperty(process, name, { value: new Output(fd) });
  }
};
