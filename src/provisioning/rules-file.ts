/** A file of rules, YAML, JSON or CSV. */
import type { Result } from '../domain/fault.ts';
import { type FaultInFile, unlessFaulty } from './file-fault.ts';
import type { RuleFormat, RulesFile, RulesFileOptions } from './rules-in-file.ts';

const FORMATS: Partial<Record<string, RuleFormat>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  csv: 'csv',
};

/** The format that the file's name ends in; null where it says none. */
export const formatOf = (file: string): RuleFormat | null =>
  FORMATS[/\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''] ?? null;

/** What of a text can be read as rules, and everything that is wrong with the rest, in no order. */
export const sortRules = async (
  text: string,
  options: RulesFileOptions,
): Promise<{ rules: RulesFile; faults: FaultInFile[] }> => {
  const { file, format } = options;
  const { entries, faults, placeOf } =
    format === 'csv'
      ? (await import('./rules-table.ts')).readRulesTable(text, options)
      : await (await import('./rules-entries.ts')).readRulesEntries(text, { ...options, format });
  return { rules: { file, entries, placeOf }, faults };
};

/**
 * The rules of a text, or everything that is wrong with it. Nothing is known of a PBX here: who the subscribers are
 * is found by `readWantedRules`.
 */
export const readRules = async (
  text: string,
  options: RulesFileOptions,
): Promise<Result<RulesFile, FaultInFile[]>> => {
  const { rules, faults } = await sortRules(text, options);
  return unlessFaulty(rules, faults);
};
