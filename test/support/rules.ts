/** A PBX whose staff have rules, and rules in one line each. */
import { ANNA, BORIS, staffedPbx, type TestPbx } from './pbx.ts';

export const WORKING = { time: { kind: 'working' } } as const;
export const VIP = { callers: { kind: 'vip' } } as const;

/** Rules 1 to 3 for Анна (every missed call, working hours, VIPs), rule 4 for Борис. */
export const pbxWithRules = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  await made.pbx('batchRules', {
    body: {
      create: [
        { subscribers: [ANNA] },
        { subscribers: [ANNA], ...WORKING },
        { subscribers: [ANNA], ...VIP },
        { subscribers: [BORIS] },
      ],
    },
  });
  return made;
};

/** `2 r1 missed working all`: id, revision, types, time, callers. */
export const rulesBriefly = async ({ pbx }: TestPbx): Promise<string[]> =>
  (await pbx('listRules', {})).items.map(({ id, revision, types, time, callers }) =>
    [id, `r${revision}`, types.join('+'), time.kind, callers.kind].join(' '),
  );
