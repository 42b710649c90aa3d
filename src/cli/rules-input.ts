/** A file of rules that a command is given. */
import { string as argument } from '@oclif/core/args';
import { option } from '@oclif/core/flags';
import { problem } from '../contract/problem.ts';
import { formatOf } from '../provisioning/rules-file.ts';
import { MOST_RULES_BYTES, RULE_FORMATS, type RuleFormat } from '../provisioning/rules-in-file.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { encodingFlags, readText } from './files.ts';

export const rulesFileFlags = {
  format: option({
    options: RULE_FORMATS,
    description: 'how the file is written; found by its ending unless given',
  })(),
  ...encodingFlags,
};

type RulesFileFlags = {
  format?: RuleFormat | undefined;
  encoding?: Parameters<typeof readText>[2] | undefined;
};

/** The text of the file and how it is written. */
export const readRulesText = async (
  terminal: Terminal,
  file: string,
  flags: RulesFileFlags,
): Promise<{ text: string; format: RuleFormat }> => {
  const format = flags.format ?? formatOf(file);
  if (format === null) throw problem('usage', { code: 'format-unknown', file }, ['--format']);
  const text = await readText(terminal, file, flags.encoding, MOST_RULES_BYTES);
  return { text, format };
};

/** The same of a file that may be left out. */
export const readOptionalRules = async (
  terminal: Terminal,
  file: string | undefined,
  flags: RulesFileFlags,
): Promise<(Awaited<ReturnType<typeof readRulesText>> & { file: string }) | null> =>
  file === undefined ? null : { file, ...(await readRulesText(terminal, file, flags)) };

export const optionalRulesArgs = {
  file: argument({
    description: 'file of rules: YAML, JSON or CSV; - is stdin; the rules of the PBX if left out',
    ignoreStdin: true,
  }),
};
