/** The wizard on a screen over an office's PBX, and what it has made there. */
import type { Rule } from '../../src/domain/rule.ts';
import type { Office } from './office.ts';
import { onScreen } from './screen.ts';

export const openWizard = (
  made: Office,
  argv: readonly string[],
  size: { columns?: number; rows?: number } = {},
) => onScreen(argv, { environment: { PBX_URL: made.address }, folder: made.folder, ...size });

export const rulesOf = async (made: Office): Promise<Rule[]> =>
  Object((await made.pbxctl('rules list --json')).json());

/** What each rule says, by the extension of its subscriber. */
export const saidIn = async (made: Office) =>
  (await rulesOf(made)).map(({ subscriber, types, time, callers }) => ({
    to: subscriber.extension,
    types,
    time,
    callers,
  }));

export const WEEKEND = {
  kind: 'period',
  days: ['sat', 'sun'],
  intervals: [{ from: '10:00', to: '16:00' }],
  firstDate: null,
  lastDate: null,
};
