/** English: what stands against a change of many things at once. */
import type { BulkFault } from '../../domain/fault.ts';
import { plain, quotedEnglish } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const PLAN_AGAIN = 'Make the plan again: pbxctl rules plan rules.yaml --out plan.json';

const FIND_OUT =
  'Find out which: the same command with --dry-run shows no change if it was made; repeating it does no harm';

const WHAT = {
  rules: 'rules',
  subscribers: 'subscribers',
  contacts: 'contacts',
  exceptions: 'exceptions',
};

export const bulkFaults: Pick<FaultTexts, BulkFault['code']> = {
  'rules-stale': ({ name }) => ({
    message: `the rules of ${plain(name)} have changed since the plan was made; nothing was applied`,
    next: PLAN_AGAIN,
  }),
  'subscriber-stale': ({ id, name }) => ({
    message: `subscriber ${id} is not ${quotedEnglish(name)} here, as the plan has it; nothing was applied`,
    next: 'See that this is the PBX that the plan was made for; else make it again: pbxctl rules plan rules.yaml --out plan.json',
  }),
  'too-much-changes': ({ what, changed, all }) => ({
    message: `${changed} of ${all} ${WHAT[what]} would change or go, which is more than 30 %; nothing was applied`,
    next: 'See that it is the right file and the right PBX; if all of this is meant, add: --force',
  }),
  'plan-unreadable': () => ({
    message: 'this is not a plan that this version of pbxctl saved',
    next: PLAN_AGAIN,
  }),
  'plan-final': () => ({
    message: 'a saved plan is applied as it is: --prune belongs to the command that makes it',
    next: 'Leave it out, or make the plan with it: pbxctl rules plan rules.yaml --prune --out plan.json',
  }),
  'file-unwritable': ({ why }) => ({
    message: `the file cannot be written: ${plain(why)}`,
    next: 'Check the path and your rights, then repeat',
  }),
  'change-unknown': () => ({
    message:
      'the connection was lost before the PBX answered: all of the change was made or nothing',
    next: FIND_OUT,
  }),
  'interrupted-unknown': () => ({
    message: 'interrupted before the PBX answered: all of the change is made or nothing',
    next: FIND_OUT,
  }),
};
