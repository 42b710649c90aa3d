/** A recorded stream of AMI, read by the same code as a live one. */
import type { Call } from '../../../domain/call.ts';
import { callsOf } from './attempts.ts';
import { CALL_EVENTS } from './call-events.ts';
import { callTracker, type EndedCall } from './call-tracker.ts';
import { amiFrames } from './frames.ts';
import type { CallFacts } from './kind.ts';

export type Recording = {
  /** The calls, as they end. */
  calls: AsyncGenerator<Call[]>;
  /** Blocks so far that were no messages. */
  faults: () => number;
};

/** What a recording does not tell, such as how a call ended that went on, is left open as for a live one. */
export const readRecording = (chunks: AsyncIterable<Uint8Array>, facts: CallFacts): Recording => {
  const frames = amiFrames(CALL_EVENTS);
  const tracker = callTracker();
  const told = (ended: readonly EndedCall[]): Call[] => ended.flatMap((one) => callsOf(one, facts));
  const read = async function* (): AsyncGenerator<Call[]> {
    for await (const chunk of chunks) {
      const messages = frames.read(chunk);
      yield told(messages.flatMap((message) => tracker.take(message, null)));
    }
    yield told(tracker.end());
  };
  return { calls: read(), faults: frames.faults };
};
