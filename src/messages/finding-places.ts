/** The rules of a finding as people name them, and as commands that put it right take them. */
import { writeCallers, writeTime } from '../domain/criteria-text.ts';
import type { Finding } from '../domain/finding.ts';
import type { RuleContent } from '../domain/rule.ts';
import { listed, plain } from './quote.ts';

type Rules = Pick<Finding, 'rules'>;

/** `5, 9`: their ids, or their lines where they are of a file. */
export const namesOf = ({ rules }: Rules): string =>
  listed(rules.map(({ id, line }) => String(id ?? line)));

/** Whether the rules stand in a file: then it is the file that has to be corrected. */
export const areOfFile = ({ rules }: Rules): boolean => rules.some(({ id }) => id === null);

const flagsOf = ({ types, time, callers }: RuleContent): string[] => [
  `--type ${types.join(',')}`,
  `--time "${writeTime(time)}"`,
  `--callers ${plain(writeCallers(callers))}`,
];

/** Commands after which the first rule says `instead` and the others are gone. */
export const joinCommands = ({ rules }: Rules, instead: RuleContent): string => {
  const [first, ...others] = rules;
  const before = first ? flagsOf(first) : [];
  const changed = flagsOf(instead).filter((flag, place) => flag !== before[place]);
  const gone = others.map(({ id }) => id);
  return `pbxctl rules edit ${first?.id} ${changed.join(' ')} && pbxctl rules rm ${gone.join(' ')}`;
};

/** The command without the last period, listed number or rule that does harm. */
export const removeCommand = ({ rules: [first] }: Rules): string => `pbxctl rules rm ${first?.id}`;
