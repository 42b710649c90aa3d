/** Whether a PBX service knows a token. */
import type { Pbx } from '../contract/pbx.ts';
import { Problem } from '../contract/problem.ts';

/** A token of another scope than the one asked for is known all the same. */
export const isTokenKnown = async (pbx: Pbx): Promise<boolean> => {
  try {
    await pbx('listRules', { query: { limit: 1 } });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.type === 'forbidden') return true;
    if (error instanceof Problem && error.type === 'unauthenticated') return false;
    throw error;
  }
};
