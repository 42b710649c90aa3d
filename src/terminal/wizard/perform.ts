/** What the wizard wants done, done by the PBX: searches, looks ahead, and the one write. */
import type { Pbx } from '../../contract/pbx.ts';
import { type PlacedFault, Problem } from '../../contract/problem.ts';
import type { Rule } from '../../domain/rule.ts';
import { searchText } from './addresses.ts';
import type { Machine } from './screen.ts';
import type { Answer, Change, Effect, Outcome, Wizard } from './wizard.ts';

/** How long nothing is typed before the PBX is asked. */
const PAUSE_MILLISECONDS = 150;
const MOST_FOUND = 50;

export type Connected = {
  pbx: Pbx;
  /** The same PBX with the token of now: its user may have signed in again meanwhile. */
  reconnect: () => Promise<Pbx>;
};

type Perform = Machine<Wizard, Answer, Effect, Outcome>['perform'];

/** What of a failure is told in the wizard; a bug is told as one, and what was entered stays. */
const faultsOf = (error: unknown): readonly PlacedFault[] => {
  if (error instanceof Problem) return error.faults;
  return [{ path: [], fault: { code: 'bug', text: String(error) } }];
};

/** The same operations as the flags use: all of it is written or nothing. */
export const apply = async (pbx: Pbx, change: Change, dryRun: boolean): Promise<Outcome> => {
  const query = { dryRun };
  if (change.kind === 'create') {
    const { subscribers, content } = change;
    const body = { subscribers: [...subscribers], ...content };
    const { created, unchanged } = await pbx('createRules', { query, body });
    return { changed: created, unchanged };
  }
  const update = change.rules.map(({ id, revision }) => ({ id, revision, ...change.patch }));
  const { updated, unchanged } = await pbx('batchRules', { query, body: { update } });
  return { changed: updated, unchanged };
};

/** As many ids as an address can hold. */
const MOST_IDS = 500;

/** Those of the rules that are still there. */
const rulesNow = async (pbx: Pbx, rules: readonly Rule[]): Promise<Rule[]> => {
  const now: Rule[] = [];
  for (let start = 0; start < rules.length; start += MOST_IDS) {
    const ids = rules.slice(start, start + MOST_IDS).map(({ id }) => id);
    const query = { ids: ids.join(','), limit: MOST_IDS };
    now.push(...(await pbx('listRules', { query })).items);
  }
  return now;
};

/** @param rules those that are edited, to be read again when they were changed meanwhile */
export const performer = (
  { pbx: first, reconnect }: Connected,
  { rules, dryRun }: { rules: readonly Rule[]; dryRun: boolean },
): Perform => {
  let pbx = first;
  let isSignedOut = false;
  let pause: NodeJS.Timeout | undefined;

  /** Signed out in the middle, the next try uses the token of then. */
  const asking = async <T>(ask: (pbx: Pbx) => Promise<T>): Promise<T> => {
    if (isSignedOut) pbx = await reconnect();
    isSignedOut = false;
    try {
      return await ask(pbx);
    } catch (error) {
      isSignedOut = error instanceof Problem && error.type === 'unauthenticated';
      throw error;
    }
  };

  const found = async (text: string, asked: number): Promise<Answer> => {
    try {
      const query = { q: searchText(text), limit: MOST_FOUND };
      const { items, nextCursor } = await asking((pbx) => pbx('listSubscribers', { query }));
      return {
        kind: 'found',
        asked,
        found: { kind: 'people', people: items, hasMore: nextCursor !== null },
      };
    } catch (error) {
      return { kind: 'found', asked, found: { kind: 'failed', faults: faultsOf(error) } };
    }
  };

  return (effect, dispatch, end) => {
    const attempt = (ticket: number, ask: (pbx: Pbx) => Promise<Answer | null>): void => {
      asking(ask).then(
        (answer) => answer && dispatch(answer),
        (error) => dispatch({ kind: 'refused', ticket, faults: faultsOf(error) }),
      );
    };
    switch (effect.kind) {
      case 'search': {
        clearTimeout(pause);
        const ask = (): void => void found(effect.text, effect.asked).then(dispatch);
        pause = setTimeout(ask, effect.asked === 1 ? 0 : PAUSE_MILLISECONDS);
        return;
      }
      case 'check': {
        const { ticket, change } = effect;
        attempt(ticket, async (pbx) => ({
          kind: 'checked',
          ticket,
          outcome: await apply(pbx, change, true),
        }));
        return;
      }
      case 'save':
        attempt(effect.ticket, async (pbx) => {
          end({ value: await apply(pbx, effect.change, dryRun) });
          return null;
        });
        return;
      case 'reload': {
        const { ticket } = effect;
        attempt(ticket, async (pbx) => ({
          kind: 'reloaded',
          ticket,
          rules: await rulesNow(pbx, rules),
        }));
        return;
      }
      case 'leave':
        clearTimeout(pause);
        end('left');
    }
  };
};
