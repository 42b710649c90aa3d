/** A command that does not exist: one line with the nearest one, or a problem document for `--json`. */
import type { Hook } from '@oclif/core/hooks';
import { type Problem, problem } from '../contract/problem.ts';
import { problemDocument } from '../contract/problem-document.ts';
import { closest } from '../domain/nearest.ts';
import { tellFaults } from '../terminal/faults.ts';
import { jsonText } from '../terminal/json.ts';
import { terminalOf } from '../terminal/terminal.ts';
import { exitCodeOf } from './exit-codes.ts';
import { languageFlag, languageOf } from './language.ts';

/** Word by word: `notifications list` is no mistyped `notifications send`. */
const isNear = (typed: string, known: string): boolean => {
  const [words, knownWords] = [typed.split(' '), known.split(' ')];
  return (
    words.length === knownWords.length &&
    words.every(
      (word, place) => closest(word, [{ text: knownWords[place] ?? '', value: word }]).length > 0,
    )
  );
};

/** oclif takes what follows a command without arguments for a part of its name. */
const unexpectedArgument = (id: string, known: readonly string[]): string | null => {
  const words = id.split(':');
  const named = words.findLastIndex((_, place) => known.includes(words.slice(0, place).join(':')));
  return words[named] ?? null;
};

const failureOf = (id: string, known: readonly string[]): Problem => {
  const text = unexpectedArgument(id, known);
  if (text !== null)
    return problem('usage', {
      code: 'usage',
      text,
      misuse: { kind: 'argument-unexpected', text },
    });
  const command = id.replaceAll(':', ' ');
  const near = known
    .map((name) => name.replaceAll(':', ' '))
    .filter((name) => isNear(command, name));
  const [nearest = null] = closest(
    command,
    near.map((name) => ({ text: name, value: name })),
  );
  return problem('usage', { code: 'command-unknown', command, nearest });
};

const hook: Hook<'command_not_found'> = async ({ id, argv = [], config, context }) => {
  const failure = failureOf(id, config.commandIDs);
  const terminal = terminalOf(process, languageOf(languageFlag([id, ...argv]), process.env));
  const exitCode = exitCodeOf(failure);
  if (argv.includes('--json'))
    terminal.out(jsonText({ error: { ...problemDocument(failure), exitCode } }));
  else tellFaults(terminal, failure.faults);
  context.exit(exitCode);
};

export default hook;
