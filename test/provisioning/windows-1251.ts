// An encoder for Windows-1251, which the platform only decodes.
const decoder = new TextDecoder('windows-1251');
const BYTES = new Map(
  Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
);

export const LETTERS_1251 = [...BYTES.keys()].filter((char) => char >= ' ' && char !== '\x98');

export const inWindows1251 = (text: string): Uint8Array =>
  Uint8Array.from([...text], (char) => {
    const byte = BYTES.get(char);
    if (byte === undefined) throw new Error(`not in Windows-1251: ${char}`);
    return byte;
  });
