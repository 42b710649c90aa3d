/** The bytes of an AMI stream as messages: lines of `Name: value` up to an empty line, however the stream is cut. */

/** `name` is that of the event, what a response says, or the banner's version. `text` has the lines below the first. */
export type AmiMessage = { type: 'banner' | 'event' | 'response'; name: string; text: string };

export type AmiFrames = {
  /** The messages that these bytes complete. */
  read: (chunk: Uint8Array) => AmiMessage[];
  /** Blocks that were no message, or too long for one; they are passed over. */
  faults: () => number;
};

/** Asterisk's own events have less than four kilobytes. */
const LONGEST_MESSAGE = 64 * 1024;
const FIRST_CAPACITY = 8 * 1024;

const [CR, LF] = [0x0d, 0x0a];
const END_WITH_CR = Buffer.from('\n\r\n');
const END_WITHOUT_CR = Buffer.from('\n\n');
const BANNER = 'Asterisk Call Manager';
const HEAD = /^(Event|Response): ?([^\r\n]*)/;

/** The place of a pattern from a place on; asked again from further on it searches only what it has not seen. */
const finder = (pattern: Uint8Array) => {
  let found = -1;
  let isSought = false;
  return {
    from: (bytes: Buffer, at: number): number => {
      if (!isSought || (found !== -1 && found < at)) found = bytes.indexOf(pattern, at);
      isSought = true;
      return found;
    },
    forget: (): void => {
      isSought = false;
    },
  };
};

/** Where the first of them is, or -1. */
const firstOf = (one: number, other: number): number => {
  if (one === -1 || other === -1) return Math.max(one, other);
  return Math.min(one, other);
};

const afterBreaks = (bytes: Buffer, at: number): number => {
  let next = at;
  while (next < bytes.length && (bytes[next] === CR || bytes[next] === LF)) next += 1;
  return next;
};

/** Bytes that wait for the rest of their message: appended without copying them anew for each piece. */
const waitingBytes = () => {
  let room = Buffer.alloc(0);
  let filled = 0;
  return {
    length: () => filled,
    append: (chunk: Uint8Array): Buffer => {
      if (filled + chunk.length > room.length) {
        const larger = Buffer.alloc(Math.max(FIRST_CAPACITY, 2 * (filled + chunk.length)));
        room.copy(larger, 0, 0, filled);
        room = larger;
      }
      room.set(chunk, filled);
      filled += chunk.length;
      return room.subarray(0, filled);
    },
    keep: (rest: Uint8Array): void => {
      if (room.length > LONGEST_MESSAGE || room.length < rest.length) {
        room = Buffer.alloc(Math.max(FIRST_CAPACITY, 2 * rest.length));
      }
      room.set(rest, 0);
      filled = rest.length;
    },
  };
};

/**
 * Reads a stream that is cut anywhere. Lines may end in CRLF, as AMI has them, or in LF, as files may; text is UTF-8,
 * what is not becomes U+FFFD. A block without end is given up at 64 KiB, and reading goes on behind it.
 * @param wanted events that are not among these are passed over without being decoded
 */
export const amiFrames = (wanted: ReadonlySet<string>): AmiFrames => {
  const waiting = waitingBytes();
  const ends = [finder(END_WITH_CR), finder(END_WITHOUT_CR)] as const;
  let isTooLong = false;
  let faults = 0;

  const messageIn = (bytes: Buffer, start: number, end: number): AmiMessage | null => {
    const lineEnd = bytes.indexOf(LF, start);
    const head = HEAD.exec(bytes.toString('latin1', start, Math.min(lineEnd, end)));
    const [, kind, name] = head ?? [];
    if (name === undefined) {
      faults += 1;
      return null;
    }
    const type = kind === 'Event' ? 'event' : 'response';
    if (type === 'event' && !wanted.has(name)) return null;
    return { type, name, text: bytes.toString('utf8', lineEnd, end + 1) };
  };

  /** The banner is one line, and no empty one follows it. */
  const bannerEnd = (bytes: Buffer, start: number): number => {
    const isBanner = bytes.toString('latin1', start, start + BANNER.length) === BANNER;
    return isBanner ? bytes.indexOf(LF, start) : -1;
  };

  /** Reads what is whole, and gives where the rest begins. */
  const readWhole = (bytes: Buffer, seen: number, messages: AmiMessage[]): number => {
    for (const end of ends) end.forget();
    let start = 0;
    let searched = Math.max(0, seen - END_WITH_CR.length);
    for (;;) {
      if (!isTooLong) start = afterBreaks(bytes, start);
      const lineEnd = isTooLong ? -1 : bannerEnd(bytes, start);
      if (lineEnd !== -1) {
        const name = bytes.toString('latin1', start, lineEnd).trim();
        messages.push({ type: 'banner', name, text: '' });
        start = lineEnd + 1;
      } else {
        const from = Math.max(start, searched);
        const end = firstOf(ends[0].from(bytes, from), ends[1].from(bytes, from));
        if (end === -1) return start;
        const message = isTooLong ? null : messageIn(bytes, start, end);
        if (message) messages.push(message);
        isTooLong = false;
        start = end + 1;
      }
      searched = start;
    }
  };

  return {
    faults: () => faults,
    read: (chunk) => {
      const seen = waiting.length();
      const bytes =
        seen === 0
          ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
          : waiting.append(chunk);
      const messages: AmiMessage[] = [];
      let start = readWhole(bytes, seen, messages);
      if (bytes.length - start > LONGEST_MESSAGE || isTooLong) {
        if (!isTooLong) faults += 1;
        isTooLong = true;
        start = Math.max(start, bytes.length - END_WITH_CR.length);
      }
      if (start > 0 || seen === 0) waiting.keep(bytes.subarray(start));
      return messages;
    },
  };
};

/** The name of a field as it stands before its value: made once, since a stream has hundreds of thousands of them. */
export const fieldName = (name: string): string => `\n${name}:`;

/** The value of a field, the first if it stands there several times; whatever colons it has belong to it. */
export const field = ({ text }: Pick<AmiMessage, 'text'>, name: string): string | undefined => {
  const at = text.indexOf(name);
  if (at === -1) return undefined;
  const start = at + name.length;
  const end = text.indexOf('\n', start);
  const value = text.slice(start, end === -1 ? text.length : end);
  return value.trim();
};
