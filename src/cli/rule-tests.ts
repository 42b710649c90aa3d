/** Calls that have not happened, put to the rules of a PBX or to those that a file proposes. */
import type { Answer, Input } from '../contract/operation.ts';
import type { Operations, Pbx } from '../contract/pbx.ts';
import { formatInstant } from '../domain/instant.ts';
import type { Case } from '../provisioning/cases.ts';
import type { TestedCase } from '../terminal/cases.ts';
import { fromFile } from './files.ts';
import type { Proposed } from './proposed-rules.ts';
import type { People } from './rules-of-pbx.ts';

type Call = Input<Operations['decideCall']>['body']['call'];

/** The verdict, with the lines of the rules if they are of a file. */
export type Asked = Answer<Operations['decideCall']> & { lines: number[] | null };

/**
 * Asks what the rules say to a call to this subscriber. Whoever is not named in the file keeps the rules that he has.
 * @param proposed the rules of a file; null for those of the PBX
 */
export const asking = (pbx: Pbx, proposed: readonly Proposed[] | null) => {
  const ofFile = new Map(proposed?.map(({ subscriber, rules }) => [subscriber.id, rules]));
  return async (who: Call['subscriber'], call: Omit<Call, 'subscriber'>): Promise<Asked> => {
    const own = typeof who === 'number' ? ofFile.get(who) : undefined;
    const rules = own?.map(({ line: _, ...content }) => content);
    const answer = await pbx('decideCall', {
      body: { call: { ...call, subscriber: who }, ...(rules && { rules }) },
    });
    return { ...answer, lines: own?.map(({ line }) => line) ?? null };
  };
};

/** The call of a case as the PBX is asked about it. */
const callOf = ({ call }: Case, zone: string): Omit<Call, 'subscriber'> => {
  const { from, at, outcome, kind, straight, dialled, voicemail } = call;
  return {
    caller: { number: from },
    startedAt: formatInstant(at, zone),
    outcome,
    ...(kind !== undefined && { kind }),
    ...(straight !== undefined && { straight }),
    ...(dialled !== undefined && { dialled }),
    ...(voicemail && { voicemail: {} }),
  };
};

export type CasesText = { file: string; text: string; zone: string };

/** What the rules say to each case of the table, beside what they should say. */
export async function* testCases(
  { file, text, zone }: CasesText,
  { find }: People,
  ask: ReturnType<typeof asking>,
): AsyncGenerator<TestedCase> {
  const { differencesFrom, readCases } = await import('../provisioning/cases.ts');
  const cases = fromFile(await readCases(text, { file, zone, find }));
  for (const one of cases) {
    const asked = await ask(one.call.to.id, callOf(one, zone));
    const names = asked.lines ?? asked.verdict.rules.map(({ id }) => id);
    const differences = differencesFrom(one.expected, asked.verdict, names);
    yield { name: one.name, line: one.line, differences, ...asked };
  }
}
