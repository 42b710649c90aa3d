/** The wizard as a machine: its state, what happens to it, and what it wants done outside. Pure. */
import type { PlacedFault } from '../../contract/problem.ts';
import type { DomainFault } from '../../domain/fault.ts';
import type { Rule, RuleContent, RulePatch } from '../../domain/rule.ts';
import { ruleContentSchema } from '../../domain/rule.ts';
import {
  type Addresses,
  addressesAfter,
  addressesFound,
  addressesPasted,
  asking,
  type Found,
  NO_ADDRESSES,
} from './addresses.ts';
import {
  type Criteria,
  criteriaAfter,
  criteriaOfRules,
  criteriaPasted,
  DEFAULT_CRITERIA,
  patchOf,
  type Row,
} from './criteria.ts';
import { type Input, type Key, stepOf } from './key.ts';

/** What shall be written: by the same operations as the flags do it. */
export type Change =
  | { kind: 'create'; subscribers: readonly number[]; content: RuleContent }
  | { kind: 'update'; rules: readonly Rule[]; patch: RulePatch };

/** What it comes to: rules made or changed, and those that are so already. */
export type Outcome = { changed: readonly Rule[]; unchanged: readonly Rule[] };

/** `add` makes rules for whom one chooses; `edit` changes these, and nobody else is chosen. */
type Mode = { kind: 'add' } | { kind: 'edit'; rules: readonly Rule[] };

/** What stops the user from going on, at the place where it can be mended. */
export type Complaint = { tab: 'addresses' } | { tab: 'criteria'; row: Row; fault: DomainFault };

type Stage =
  | { kind: 'form'; complaint: Complaint | null }
  /** Esc was pressed, and something would be lost. */
  | { kind: 'leaving' }
  | { kind: 'checking' }
  | { kind: 'preview'; outcome: Outcome; from: number }
  | { kind: 'saving' }
  /** The PBX refused, or did not answer; what was entered is all there. */
  | { kind: 'trouble'; faults: readonly PlacedFault[]; during: 'checking' | 'saving' };

export type Wizard = {
  mode: Mode;
  /** The country of numbers without `+`. */
  region: string;
  tab: 'addresses' | 'criteria';
  addresses: Addresses;
  criteria: Criteria;
  stage: Stage;
  /** Counts what the PBX was asked to check or save: an answer to another than the last is too late. */
  ticket: number;
};

/** What comes back from outside. */
export type Answer =
  | { kind: 'found'; asked: number; found: Found }
  | { kind: 'checked'; ticket: number; outcome: Outcome }
  | { kind: 'reloaded'; ticket: number; rules: readonly Rule[] }
  | { kind: 'refused'; ticket: number; faults: readonly PlacedFault[] };

export type Effect =
  | { kind: 'search'; text: string; asked: number }
  | { kind: 'check'; ticket: number; change: Change }
  | { kind: 'save'; ticket: number; change: Change }
  /** The rules as they stand now: they were changed meanwhile. */
  | { kind: 'reload'; ticket: number }
  | { kind: 'leave' };

export type Step = { state: Wizard; effect: Effect | null };

/** @param content what is filled in already */
export const adding = (region: string, content: RulePatch = {}): Wizard => ({
  mode: { kind: 'add' },
  region,
  tab: 'addresses',
  addresses: NO_ADDRESSES,
  criteria: criteriaOfRules([ruleContentSchema().parse(content)]),
  stage: { kind: 'form', complaint: null },
  ticket: 0,
});

export const editing = (region: string, rules: readonly Rule[]): Wizard => ({
  ...adding(region),
  mode: { kind: 'edit', rules },
  tab: 'criteria',
  criteria: criteriaOfRules(rules),
});

const FORM: Stage = { kind: 'form', complaint: null };

const staying = (state: Wizard): Step => ({ state, effect: null });

const complaining = (state: Wizard, complaint: Complaint): Step => {
  const { criteria } = state;
  const at = complaint.tab === 'criteria' ? complaint.row : criteria.at;
  return staying({
    ...state,
    tab: complaint.tab,
    criteria: { ...criteria, at },
    stage: { kind: 'form', complaint },
  });
};

/** What would be written now, or what is missing for it. */
export const changeOf = ({ mode, region, addresses, criteria }: Wizard): Change | Complaint => {
  const patch = patchOf(criteria, region);
  if (mode.kind === 'add' && addresses.chosen.length === 0) return { tab: 'addresses' };
  if (!patch.ok) return { tab: 'criteria', ...patch.fault };
  if (mode.kind === 'edit') return { kind: 'update', rules: mode.rules, patch: patch.value };
  const subscribers = addresses.chosen.map(({ id }) => id);
  return { kind: 'create', subscribers, content: ruleContentSchema().parse(patch.value) };
};

const withChange = (state: Wizard, kind: 'check' | 'save'): Step => {
  const change = changeOf(state);
  if ('tab' in change) return complaining(state, change);
  const stage: Stage = { kind: kind === 'check' ? 'checking' : 'saving' };
  const ticket = state.ticket + 1;
  return { state: { ...state, stage, ticket }, effect: { kind, ticket, change } };
};

const pristine = ({ mode }: Wizard): Criteria =>
  mode.kind === 'edit' ? criteriaOfRules(mode.rules) : DEFAULT_CRITERIA;

const saidBy = ({ types, time, period, callers, number, numbers }: Criteria): string =>
  JSON.stringify([types, time, period.text, callers, number.text, numbers]);

/** Whether leaving would lose something that was entered. */
const isTouched = (state: Wizard): boolean =>
  state.addresses.chosen.length > 0 || saidBy(state.criteria) !== saidBy(pristine(state));

const LEAVE: Effect = { kind: 'leave' };

const inForm = (state: Wizard, key: Key): Step => {
  const fresh: Wizard = { ...state, stage: FORM };
  switch (key.name) {
    case 'tab':
    case 'back-tab':
      return staying({ ...fresh, tab: state.tab === 'addresses' ? 'criteria' : 'addresses' });
    case 'save':
      return withChange(fresh, 'check');
    case 'escape':
      return isTouched(state)
        ? staying({ ...state, stage: { kind: 'leaving' } })
        : { state, effect: LEAVE };
    default:
      return state.tab === 'criteria'
        ? staying({ ...fresh, criteria: criteriaAfter(state.criteria, key, state.region) })
        : searched(fresh, addressesAfter(state.addresses, key));
  }
};

/** Whoever is chosen stands fast while rules are edited: that tab only shows whose they are. */
const searched = (state: Wizard, addresses: Addresses): Step => {
  if (state.mode.kind === 'edit') return staying(state);
  const { search, asked } = addresses;
  const isNew = asked !== state.addresses.asked;
  return {
    state: { ...state, addresses },
    effect: isNew ? { kind: 'search', text: search.text, asked } : null,
  };
};

/** In either language: the question may come while either layout is on. */
const isYes = (key: Key): boolean =>
  key.name === 'enter' || (key.name === 'text' && /^[yд]$/i.test(key.text));

const inPreview = (state: Wizard, stage: Extract<Stage, { kind: 'preview' }>, key: Key): Step => {
  if (key.name === 'escape') return staying({ ...state, stage: FORM });
  if (key.name === 'enter' || key.name === 'save')
    return stage.outcome.changed.length > 0 ? withChange(state, 'save') : staying(state);
  const { changed, unchanged } = stage.outcome;
  const from = stage.from + (stepOf(key) ?? 0);
  const last = changed.length + unchanged.length - 1;
  return staying({ ...state, stage: { ...stage, from: Math.max(0, Math.min(last, from)) } });
};

/** Whether the rules are no longer as they were read: changed, or gone. */
const isStale = (faults: readonly PlacedFault[]): boolean =>
  faults.some(({ fault }) => fault.code === 'revision-stale' || fault.code === 'not-found');

const inTrouble = (state: Wizard, stage: Extract<Stage, { kind: 'trouble' }>, key: Key): Step => {
  if (key.name === 'escape') return staying({ ...state, stage: FORM });
  if (key.name !== 'enter' && key.name !== 'retry') return staying(state);
  if (state.mode.kind === 'edit' && isStale(stage.faults)) {
    const ticket = state.ticket + 1;
    return {
      state: { ...state, stage: { kind: 'checking' }, ticket },
      effect: { kind: 'reload', ticket },
    };
  }
  return withChange(state, stage.during === 'checking' ? 'check' : 'save');
};

const afterKey = (state: Wizard, key: Key): Step => {
  const { stage } = state;
  switch (stage.kind) {
    case 'form':
      return inForm(state, key);
    case 'leaving':
      return isYes(key) ? { state, effect: LEAVE } : staying({ ...state, stage: FORM });
    case 'preview':
      return inPreview(state, stage, key);
    case 'trouble':
      return inTrouble(state, stage, key);
    case 'checking':
      return key.name === 'escape' ? staying({ ...state, stage: FORM }) : staying(state);
    case 'saving':
      return staying(state);
  }
};

const afterPaste = (state: Wizard, text: string): Step => {
  if (state.stage.kind !== 'form') return staying(state);
  const fresh: Wizard = { ...state, stage: FORM };
  if (state.tab === 'addresses') return searched(fresh, addressesPasted(state.addresses, text));
  return staying({ ...fresh, criteria: criteriaPasted(state.criteria, text, state.region) });
};

/** The first question, before anything is typed: who is there at all. */
export const begun = (state: Wizard): Step => searched(state, asking(state.addresses));

/** An answer to what is no longer asked changes nothing. */
const afterAnswer = (state: Wizard, answer: Exclude<Answer, { kind: 'found' }>): Step => {
  const { stage, mode, ticket } = state;
  const isAwaited = stage.kind === 'checking' || stage.kind === 'saving';
  if (!isAwaited || answer.ticket !== ticket) return staying(state);
  switch (answer.kind) {
    case 'checked':
      return staying({ ...state, stage: { kind: 'preview', outcome: answer.outcome, from: 0 } });
    case 'reloaded':
      return mode.kind === 'edit'
        ? withChange({ ...state, mode: { kind: 'edit', rules: answer.rules } }, 'check')
        : staying(state);
    case 'refused':
      return staying({
        ...state,
        stage: { kind: 'trouble', faults: answer.faults, during: stage.kind },
      });
  }
};

/** Whether the PBX may be writing at this moment. */
export const isSaving = ({ stage }: Wizard): boolean => stage.kind === 'saving';

/** What the event makes of the state. */
export const after = (state: Wizard, event: Input | Answer): Step => {
  switch (event.kind) {
    case 'key':
      return afterKey(state, event.key);
    case 'paste':
      return afterPaste(state, event.text);
    case 'found':
      return staying({
        ...state,
        addresses: addressesFound(state.addresses, event.asked, event.found),
      });
    default:
      return afterAnswer(state, event);
  }
};
