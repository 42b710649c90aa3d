/** What somebody was refused for. Apart from `nocked.ts`: whoever loads nock has his sockets replaced. */
import { Problem } from '../../src/contract/problem.ts';

export const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const thrown = await work.then(
    (answer) => new Error(`was not refused: ${JSON.stringify(answer)}`),
    (error: unknown) => error,
  );
  if (!(thrown instanceof Problem)) throw thrown;
  return thrown;
};

/** What it was refused for: the type, then the code of every fault. */
export const refusal = async (work: Promise<unknown>): Promise<string[]> => {
  const { type, faults } = await problemOf(work);
  return [type, ...faults.map(({ fault }) => fault.code)];
};
