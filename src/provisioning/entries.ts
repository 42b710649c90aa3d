/** The entries of a YAML or JSON file that has one list of them: `rules: […]`. */
import type { Fault } from '../domain/fault.ts';
import { type FaultInFile, writePath } from './file-fault.ts';
import { readJson } from './json.ts';
import {
  type At,
  DEEPEST,
  eachOnce,
  type Field,
  type Located,
  type OnEntry,
  placesIn,
  type Tell,
  valuesOf,
} from './located.ts';

export type EntriesFile = {
  file: string;
  format: 'yaml' | 'json';
  /** The key under which the list stands. */
  list: string;
};

type Read = {
  /** In no order; empty if each entry was given to `onEntry` as the file has it. */
  faults: FaultInFile[];
  /** Whether the file could be read to its end, so that its entries mean something. */
  isWhole: boolean;
  placeOf: (at: At) => { line: number; column: number };
};

/** Keys of templates hold anchors for what comes later, and a schema is for editors: neither says anything itself. */
const isSilent = ({ key }: Field): boolean => key.startsWith('x-') || key === '$schema';

/** The root is a map of the list and of templates. */
const checkRoot = (root: Located, list: string, tell: Tell): void => {
  const fields = root.kind === 'map' ? root.fields.filter((field) => !isSilent(field)) : [];
  const { [list]: found } = valuesOf(fields, [list], tell, []);
  if (found?.value.kind !== 'list')
    tell(found?.value.at ?? root.at, { code: 'entries-missing', list }, []);
};

type TellTwice = (field: Field, first: Field) => void;

/** The root of the text, its entries given away, or null where it ends before that. */
const readRoot = async (
  text: string,
  { file, format, list }: EntriesFile,
  onEntry: OnEntry,
  told: { tell: Tell; tellTwice: TellTwice; faults: FaultInFile[] },
): Promise<Located | null> => {
  if (format === 'yaml') {
    const { readYaml } = await import('./yaml.ts');
    return readYaml(text, list, onEntry, told);
  }
  const json = readJson(text, file);
  if (!json.ok) {
    told.faults.push(json.fault);
    return null;
  }
  const { locateJson } = await import('./located-json.ts');
  const located = locateJson(text, list, onEntry, told.tellTwice);
  if ('root' in located) return located.root;
  told.tell(located.tooDeep, { code: 'file-too-deep', most: DEEPEST }, []);
  return null;
};

/** After one of these nothing else that seems wrong is sure to be. */
const FINAL: readonly Fault['code'][] = [
  'yaml-broken',
  'json-broken',
  'file-too-deep',
  'yaml-piece-too-long',
  'file-too-many',
  'numbers-too-many',
];

/**
 * Gives each entry of the file's list away, in order, and tells what is wrong with the file itself.
 * @param onEntry tells what is wrong with an entry by the `tell` that it gets
 */
export const readEntries = async (
  text: string,
  entriesFile: EntriesFile,
  onEntry: (entry: Located, index: number, tell: Tell) => void,
): Promise<Read> => {
  const { file, list } = entriesFile;
  const placeOf = placesIn(text);
  const faults: FaultInFile[] = [];
  const tell: Tell = (at, fault, path) =>
    void faults.push({ file, ...placeOf(at), field: writePath(path), fault });
  const tellTwice: TellTwice = ({ key, at }, first) =>
    tell(at, { code: 'key-twice', key, line: placeOf(first.at).line }, []);
  const give: OnEntry = (entry, index) => onEntry(entry, index, tell);
  const root = await readRoot(text, entriesFile, give, { tell, tellTwice, faults });
  if (root?.kind === 'map') eachOnce(root.fields, tellTwice);
  if (root) checkRoot(root, list, tell);
  const final = faults.filter(({ fault }) => FINAL.includes(fault.code));
  const isWhole = final.length === 0;
  return { faults: isWhole ? faults : final, isWhole, placeOf };
};
