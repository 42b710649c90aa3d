/** The wizard and the choice of rules on the screen of a terminal, bound to a PBX. */
import { problem } from '../../contract/problem.ts';
import type { Rule, RulePatch } from '../../domain/rule.ts';
import { wizardTexts } from '../../messages/wizard-texts.ts';
import { wordsIn } from '../../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { choiceAfter, choiceScreen, choosing } from './choose.ts';
import type { View } from './draw.ts';
import { type Connected, performer } from './perform.ts';
import { runScreen, type Size } from './screen.ts';
import { adding, after, begun, editing, isSaving, type Outcome, type Wizard } from './wizard.ts';
import { wizardScreen } from './wizard-screen.ts';

export type Surroundings = Connected & {
  /** The PBX, as people are told it. */
  address: string;
  /** The country of numbers without `+`. */
  region: string;
  dryRun: boolean;
};

const viewOf = (terminal: Terminal, address: string): ((size: Size) => View) => {
  const { language, noticeColour: colour } = terminal;
  const view = {
    texts: wizardTexts(language),
    words: wordsIn(language),
    language,
    address,
    colour,
  };
  return (size) => ({ ...view, ...size });
};

/** Who leaves has not confirmed: that is no success. */
const ended = <T>(value: { value: T } | null): T => {
  if (value === null) throw problem('usage', { code: 'confirmation-declined' });
  return value.value;
};

const run = async (
  terminal: Terminal,
  surroundings: Surroundings,
  wizard: Wizard,
  rules: readonly Rule[],
): Promise<Outcome> => {
  const view = viewOf(terminal, surroundings.address);
  const { dryRun } = surroundings;
  return ended(
    await runScreen({
      start: begun(wizard),
      after,
      draw: (state: Wizard, size: Size) => wizardScreen(view(size), state),
      perform: performer(surroundings, { rules, dryRun }),
      isWriting: isSaving,
    }),
  );
};

export const addByWizard = (
  terminal: Terminal,
  surroundings: Surroundings,
  content: RulePatch,
): Promise<Outcome> => run(terminal, surroundings, adding(surroundings.region, content), []);

export const editByWizard = (
  terminal: Terminal,
  surroundings: Surroundings,
  rules: readonly Rule[],
): Promise<Outcome> => run(terminal, surroundings, editing(surroundings.region, rules), rules);

/** The rules that are ticked, at least one. */
export const chooseRules = async (
  terminal: Terminal,
  address: string,
  purpose: 'edit' | 'remove',
  rules: readonly Rule[],
): Promise<readonly Rule[]> => {
  const view = viewOf(terminal, address);
  const chosen = await runScreen<
    ReturnType<typeof choosing>,
    never,
    NonNullable<ReturnType<typeof choiceAfter>['effect']>,
    readonly Rule[]
  >({
    start: { state: choosing(purpose, rules), effect: null },
    after: choiceAfter,
    draw: (state, size) => choiceScreen(view(size), state),
    perform: (effect, _, end) => end(effect.kind === 'leave' ? 'left' : { value: effect.rules }),
    isWriting: () => false,
  });
  return ended(chosen);
};
