/** Faults of a request told by the places that a person knows: lines of a file, rules by their ids. */
import { type PlacedFault, Problem } from '../contract/problem.ts';

/** The answer of the request; what it refuses with has its faults relocated one by one. */
export const relocating = async <T>(
  request: Promise<T>,
  relocate: (located: PlacedFault) => PlacedFault,
): Promise<T> => {
  try {
    return await request;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.type, error.faults.map(relocate));
  }
};
