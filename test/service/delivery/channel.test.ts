import { describe, expect, it } from 'vitest';
import { Channel, type ChannelEvent } from '../../../src/service/delivery/channel.ts';
import type { SendResult } from '../../../src/service/delivery/sender.ts';

const newChannel = () => {
  const clock = { now: 1_000_000 };
  const events: ChannelEvent[] = [];
  const channel = new Channel(
    () => clock.now,
    (event) => void events.push(event),
  );
  const heard = (outcome: Exclude<SendResult['outcome'], 'later'>) =>
    channel.heard({ outcome, answer: outcome });
  return { channel, clock, events, heard };
};

describe('a channel', () => {
  it('is unknown until something was sent, and up by any answer about a message', () => {
    for (const outcome of ['sent', 'temporary', 'permanent'] as const) {
      const { channel, heard } = newChannel();
      expect(channel.state.state).toBe('unknown');
      expect(heard(outcome)).toBe(outcome);
      expect(channel.state).toMatchObject({ state: 'up', why: null });
    }
  });

  it('is down where there is no way to the server, which is held against no message', () => {
    const { channel, events, heard } = newChannel();
    expect(heard('down')).toBe('down');
    expect(heard('down')).toBe('down');
    expect(channel.state).toMatchObject({ state: 'down', since: 1_000_000, why: 'down' });
    heard('sent');
    expect(events).toEqual([{ event: 'channel-down', why: 'down' }, { event: 'channel-up' }]);
  });

  it('a conversation that breaks off is held against its message once, right after an answer', () => {
    const { channel, heard } = newChannel();
    expect(heard('broken')).toBe('down');
    heard('sent');
    expect(heard('broken')).toBe('temporary');
    expect(channel.isDown).toBe(false);
    expect(heard('broken')).toBe('down');
    expect(channel.isDown).toBe(true);
  });

  it('that is down is left alone for a second, then for twice as long, and never over a minute', () => {
    const { channel, clock, heard } = newChannel();
    const pauses = Array.from({ length: 10 }, () => {
      heard('down');
      const begin = clock.now;
      while (channel.isPaused) clock.now += 100;
      return clock.now - begin;
    });
    for (const [index, pause] of pauses.entries()) {
      const least = Math.min(1000 * 2 ** index, 60_000);
      expect(pause).toBeGreaterThanOrEqual(least);
      expect(pause).toBeLessThanOrEqual(1.1 * least + 100);
    }
  });
});
