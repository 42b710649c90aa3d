/** Where bytes stop being UTF-8, and how much of them is: tells a UTF-8 file that was cut from another encoding. */

type Follow = { count: number; low: number; high: number };

/** What must follow a lead byte: how many bytes, and within which limits the first lies (Unicode, table 3-7). */
const following = (lead: number): Follow | null => {
  if (lead < 0xc2 || lead > 0xf4) return null;
  if (lead < 0xe0) return { count: 1, low: 0x80, high: 0xbf };
  if (lead < 0xf0)
    return { count: 2, low: lead === 0xe0 ? 0xa0 : 0x80, high: lead === 0xed ? 0x9f : 0xbf };
  return { count: 3, low: lead === 0xf0 ? 0x90 : 0x80, high: lead === 0xf4 ? 0x8f : 0xbf };
};

/** How many of the bytes that should follow do. */
const present = (bytes: Uint8Array, at: number, { count, low, high }: Follow): number => {
  for (let index = 0; index < count; index += 1) {
    const byte = bytes[at + index] ?? 0;
    if (byte < (index === 0 ? low : 0x80) || byte > (index === 0 ? high : 0xbf)) return index;
  }
  return count;
};

export type Utf8Count = { whole: number; broken: number; firstBroken: number | null };

/** Counts the characters of more than one byte, whole and broken. */
export const countUtf8 = (bytes: Uint8Array): Utf8Count => {
  const counted: Utf8Count = { whole: 0, broken: 0, firstBroken: null };
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const follow = following(lead);
    const found = follow ? present(bytes, at + 1, follow) : 0;
    if (follow && found === follow.count) counted.whole += 1;
    else {
      counted.broken += 1;
      counted.firstBroken ??= at;
    }
    at += found;
  }
  return counted;
};
