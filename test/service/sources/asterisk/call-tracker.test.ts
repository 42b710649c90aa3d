import { describe, expect, it } from 'vitest';
import { callsOf } from '../../../../src/service/sources/asterisk/attempts.ts';
import { CALL_EVENTS } from '../../../../src/service/sources/asterisk/call-events.ts';
import { callTracker } from '../../../../src/service/sources/asterisk/call-tracker.ts';
import { amiFrames } from '../../../../src/service/sources/asterisk/frames.ts';
import { amiCall, eventsOf, factsWith, recording } from '../../../support/ami.ts';

const HOUR = 3_600_000;
const NOW = 1_795_345_561_000;

const messagesOf = (bytes: Uint8Array) => amiFrames(CALL_EVENTS).read(bytes);

/** A call whose caller never hangs up, as far as anybody hears. */
const endless = () => {
  const events = eventsOf(recording('internal-no-answer'));
  const last = events.findIndex((event) => event.includes('Event: SoftHangupRequest'));
  return messagesOf(Buffer.concat(events.slice(0, last)));
};

describe('calls that never end', () => {
  it('are let go after a day, with their end not known', () => {
    const tracker = callTracker();
    for (const message of endless()) expect(tracker.take(message, NOW)).toEqual([]);
    expect(tracker.expire(NOW + 23 * HOUR)).toEqual([]);
    const ended = tracker.expire(NOW + 25 * HOUR);
    expect(ended.flatMap((one) => callsOf(one, factsWith()))).toMatchObject([
      { subscriber: '101', outcome: 'unknown' },
    ]);
    expect(tracker.underWay()).toBe(0);
  });

  it('are let go by what is heard later, too', () => {
    const tracker = callTracker();
    for (const message of endless()) tracker.take(message, NOW);
    const [noise] = messagesOf(
      eventsOf(recording('multichannel-direct-busy'))[0] ?? Buffer.alloc(0),
    );
    if (!noise) throw new Error('no message');
    const letGo = Array.from({ length: 300 }, () => tracker.take(noise, NOW + 25 * HOUR)).flat();
    expect(letGo).toMatchObject([{ isInterrupted: true }]);
  });

  it('do not fill the memory, however many they are', () => {
    const tracker = callTracker();
    for (let index = 0; index < 60_000; index += 1) {
      const script = amiCall(1_795_000_000 + index).channel({ name: 'PJSIP/102-00000001' });
      for (const message of messagesOf(script.bytes())) tracker.take(message, NOW);
    }
    expect(tracker.underWay()).toBeLessThanOrEqual(51_000);
  });
});

describe('a call', () => {
  it('ends with the hangup of its last channel, in whatever order they hang up', () => {
    const tracker = callTracker();
    const messages = messagesOf(recording('ring-group-no-answer'));
    const hangups = messages.filter(({ name }) => name === 'Hangup');
    for (const message of messages.filter(({ name }) => name !== 'Hangup')) {
      expect(tracker.take(message, NOW)).toEqual([]);
    }
    const ends = hangups.reverse().map((message) => tracker.take(message, NOW).length);
    expect(ends).toEqual([0, 0, 1]);
  });

  it('that is heard of again after its end is not told again', () => {
    const tracker = callTracker();
    const messages = messagesOf(recording('internal-no-answer'));
    const told = [...messages, ...messages.filter(({ name }) => name === 'Hangup')].flatMap(
      (message) => tracker.take(message, NOW),
    );
    expect(told).toHaveLength(1);
  });

  it('has the times that Asterisk puts in its events, rather than those at which they are read', () => {
    const script = amiCall()
      .channel({ name: 'PJSIP/102-00000001', number: '102', exten: '101' })
      .channel({ name: 'PJSIP/101-00000002' })
      .dial({ by: 'PJSIP/102-00000001', to: 'PJSIP/101-00000002' })
      .dialEnd('PJSIP/102-00000001', 'PJSIP/101-00000002', 'NOANSWER')
      .hangup('PJSIP/101-00000002', 0)
      .hangup('PJSIP/102-00000001', 16);
    let seconds = 0;
    const stamped = script
      .bytes()
      .toString()
      .replaceAll('Privilege:', () => {
        seconds += 7;
        return `Timestamp: ${1_795_345_000 + seconds}.250000\r\nPrivilege:`;
      });
    const tracker = callTracker();
    const told = messagesOf(Buffer.from(stamped)).flatMap((message) => tracker.take(message, null));
    expect(told.flatMap((one) => callsOf(one, factsWith()))).toMatchObject([{ rangSeconds: 7 }]);
  });

  it('keeps nothing of the texts that it was read from', () => {
    const tracker = callTracker();
    const [message] = messagesOf(
      Buffer.from(
        `Event: Newchannel\r\nChannel: ${'x'.repeat(5000)}\r\nUniqueid: 1795345561.0\r\n\r\n`,
      ),
    );
    if (!message) throw new Error('no message');
    tracker.take(message, NOW);
    const [ended] = tracker.end();
    expect([...(ended?.call.channels.values() ?? [])][0]?.name).toHaveLength(256);
  });
});
