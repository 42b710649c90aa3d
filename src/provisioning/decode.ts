/** The bytes of a file as text: UTF-8, or Windows-1251 as Russian Excel saves it. */
import { type FileFault, fail, ok, type Result } from '../domain/fault.ts';
import { type FaultInFile, ofWholeFile, placeAfter } from './file-fault.ts';
import { countUtf8 } from './utf8.ts';

export const ENCODINGS = ['utf-8', 'windows-1251'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The text without its byte order mark, and the encoding that it turned out to have. */
export type DecodedText = { text: string; encoding: Encoding };

const startsWith = (bytes: Uint8Array, ...mark: number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

const hasUtf8Mark = (bytes: Uint8Array): boolean => startsWith(bytes, 0xef, 0xbb, 0xbf);
const hasUtf16Mark = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);

const inUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

/** A fault of one byte, with the line and column on which an editor shows it. */
const atByte = (
  bytes: Uint8Array,
  file: string,
  code: 'file-utf8-cut' | 'file-not-utf8' | 'file-binary',
  byte: number,
): Result<never, FaultInFile[]> => {
  const place = code === 'file-binary' ? {} : placeAfter(inUtf8(bytes.subarray(0, byte)));
  const fault: FileFault = { code, file, byte };
  return fail([{ ...ofWholeFile(file, fault), ...place }]);
};

/** The encoding that the bytes themselves speak for, or the fault that they have in any. */
const detect = (bytes: Uint8Array, file: string): Result<Encoding, FaultInFile[]> => {
  const { whole, broken, firstBroken } = countUtf8(bytes);
  if (firstBroken === null) return ok('utf-8');
  if (hasUtf8Mark(bytes) || whole > broken)
    return atByte(bytes, file, 'file-utf8-cut', firstBroken);
  return ok('windows-1251');
};

const given = (
  bytes: Uint8Array,
  file: string,
  encoding: Encoding,
): Result<Encoding, FaultInFile[]> => {
  const { firstBroken } = encoding === 'utf-8' ? countUtf8(bytes) : { firstBroken: null };
  return firstBroken === null ? ok(encoding) : atByte(bytes, file, 'file-not-utf8', firstBroken);
};

/**
 * The text of a file. A byte order mark decides; valid UTF-8 is UTF-8; more whole characters of several bytes than
 * broken ones are UTF-8 that was cut; the rest is Windows-1251. What the caller was told outweighs all of it.
 * @example decodeText(bytes, 'staff.csv') // { ok: true, value: { text: 'имя;…', encoding: 'windows-1251' } }
 */
export const decodeText = (
  bytes: Uint8Array,
  file: string,
  encoding?: Encoding,
): Result<DecodedText, FaultInFile[]> => {
  if (encoding !== 'windows-1251' && hasUtf16Mark(bytes))
    return fail([ofWholeFile(file, { code: 'file-utf16', file })]);
  const nul = bytes.indexOf(0);
  if (nul !== -1) return atByte(bytes, file, 'file-binary', nul);
  const chosen = encoding ? given(bytes, file, encoding) : detect(bytes, file);
  if (!chosen.ok) return chosen;
  const text = new TextDecoder(chosen.value).decode(bytes);
  if (text.trim() === '') return fail([ofWholeFile(file, { code: 'file-empty', file })]);
  return ok({ text, encoding: chosen.value });
};
