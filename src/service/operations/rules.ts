/** Looking at rules. */
import type { Checked } from '../../contract/operation.ts';
import type { Operations } from '../../contract/pbx.ts';
import { parseNumber } from '../../domain/phone-number.ts';
import { CALLER_KINDS } from '../../domain/rule.ts';
import { pageOfRules, type RuleFilter, rulesByIds } from '../store/rules.ts';
import { readSchedule, readSettings, rulesRevision } from '../store/singles.ts';
import { type Context, type Handler, pageAsked, pageOf, refuse } from './context.ts';
import { findWho } from './who.ts';

type Query = Checked<Operations['listRules']>['query'];

/** A kind of callers, or a number that the rule lists. */
const callersFilter = ({ db }: Context, callers: string | undefined): RuleFilter => {
  if (callers === undefined) return {};
  const kind = CALLER_KINDS.find((name) => name === callers);
  if (kind) return { callersKind: kind };
  const number = parseNumber(callers, readSettings(db).value.region);
  return number.ok
    ? { listedNumber: number.value }
    : refuse([{ path: ['callers'], fault: number.fault }]);
};

const filterOf = (
  context: Context,
  { ids, subscriber, type, time, callers, q }: Query,
): RuleFilter => ({
  ids,
  type,
  time,
  q,
  ...(subscriber !== undefined && {
    subscriberId: findWho(context.db, subscriber, ['subscriber']).id,
  }),
  ...callersFilter(context, callers),
});

export const listRules: Handler<'listRules'> = (context, { query }) => {
  const { db } = context;
  const found = pageOfRules(
    db,
    pageAsked(query),
    filterOf(context, query),
    readSchedule(db).value.zone,
  );
  return { ...pageOf(found, query.limit), revision: rulesRevision(db) };
};

export const getRule: Handler<'getRule'> = ({ db }, { params }) => {
  const { id } = params;
  const [rule] = rulesByIds(db, [id], readSchedule(db).value.zone);
  return rule ?? refuse([{ path: ['id'], fault: { code: 'not-found', resource: 'rule', id } }]);
};
