/** What a service finds when it looks at itself. */
import type { Fault } from '../../domain/fault.ts';
import { diagnosisOf } from '../diagnosis/diagnosis.ts';
import type { LiveHandler } from './context.ts';

/** Whoever asks over the network need not know where on this machine the store is. */
const withoutPath = (fault: Fault): Fault =>
  'path' in fault ? { code: 'store-failed', why: fault.code } : fault;

export const diagnose: LiveHandler<'diagnose'> = async (live) => {
  const checks = await diagnosisOf(live, { thoroughly: false });
  return {
    checks: checks.map((check) => ({
      ...check,
      problems: check.problems.map(({ fault }) => ({ fault: withoutPath(fault) })),
    })),
  };
};
