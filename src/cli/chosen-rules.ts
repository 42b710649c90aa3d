/** The rules that a person chooses: ticked in a list, or named by ids where no screen can be drawn. */
import { everyItem } from '../client/pages.ts';
import type { Rule } from '../domain/rule.ts';
import { wordsIn } from '../messages/words.ts';
import { printRules } from '../terminal/rules.ts';
import { onStderr, type Terminal } from '../terminal/terminal.ts';
import type { Surroundings } from '../terminal/wizard/rule-wizard.ts';
import { rulesGiven } from './rules.ts';

type Choosing = { purpose: 'edit' | 'remove'; isPlain: boolean };

/** None only where there are none. */
export const chosenRules = async (
  terminal: Terminal,
  { pbx, address }: Pick<Surroundings, 'pbx' | 'address'>,
  { purpose, isPlain }: Choosing,
): Promise<Rule[]> => {
  const rules = await everyItem((query) => pbx('listRules', { query }));
  if (rules.length === 0) {
    terminal.err(wordsIn(terminal.language).notificationsOff);
    return [];
  }
  if (isPlain) {
    const { askIds } = await import('../terminal/wizard/plain.ts');
    await printRules(onStderr(terminal), rules);
    return rulesGiven(pbx, [await askIds(terminal)]);
  }
  const { chooseRules } = await import('../terminal/wizard/rule-wizard.ts');
  return [...(await chooseRules(terminal, address, purpose, rules))];
};
