import { describe, expect, it } from 'vitest';
import type { Input } from '../../../src/contract/operation.ts';
import type { Operations } from '../../../src/contract/pbx.ts';
import { CLIENT } from '../../support/builders.ts';
import {
  changeSettings,
  dump,
  HOUR,
  NOW,
  refusal,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';
import { pbxWithRules } from '../../support/rules.ts';

type Question = Input<Operations['decideCall']>['body']['call'];

const ask = ({ pbx }: TestPbx, call: Partial<Question>) =>
  pbx('decideCall', { body: { call: { subscriber: '102', caller: { number: CLIENT }, ...call } } });

describe('a call that has not happened', () => {
  it('what is left out is now, and that it rang out', async () => {
    const { call, subscriber, verdict } = await ask(await pbxWithRules(), { straight: true });
    expect(call).toMatchObject({
      subscriber: '102',
      startedAt: '2026-11-18T12:01:00+03:00',
      kind: 'multichannel',
      outcome: 'no-answer',
    });
    expect(subscriber.name).toBe('Борис Орлов');
    expect(verdict).toMatchObject({ verdict: 'notify', rules: [{ id: 4, matches: true }] });
  });

  it.each([
    ['101', 'internal'],
    ['+7 916 000-01-01', 'internal'],
    ['8 916 123 45 67', 'multichannel'],
    [null, 'multichannel'],
    ['105', 'multichannel'],
  ])('a call by %j is %s', async (number, kind) => {
    const { call } = await ask(await pbxWithRules(), { caller: { number } });
    expect(call.kind).toBe(kind);
  });

  it('a kind that is given stays', async () => {
    const { call } = await ask(await pbxWithRules(), { kind: 'direct', caller: { number: '101' } });
    expect(call.kind).toBe('direct');
  });

  it('a multichannel call of which nobody says whether it came straight is undecided', async () => {
    const { verdict } = await ask(await pbxWithRules(), {});
    expect(verdict).toMatchObject({ verdict: 'undecided', missing: ['straight'] });
  });

  it('A2: the settings say so of a number', async () => {
    const made = await pbxWithRules();
    await changeSettings(made, { straightNumbers: { '+78001000101': '102' } });
    const { verdict } = await ask(made, { dialled: '8 800 100-01-01' });
    expect(verdict.verdict).toBe('notify');
  });

  it('it is judged at its own start, so it is never too old', async () => {
    const startedAt = new Date(NOW - 1000 * HOUR).toISOString();
    const { verdict } = await ask(await pbxWithRules(), { startedAt, straight: true });
    expect(verdict.verdict).toBe('notify');
  });

  it('it is asked of somebody who has only a number, too', async () => {
    const { call, verdict } = await ask(await staffedPbx(), { subscriber: 'Алёхин' });
    expect(call.subscriber).toBe('+79160000103');
    expect(verdict.reason).toBe('no-rules');
  });

  it('nothing is kept', async () => {
    const made = await pbxWithRules();
    const before = dump(made.store);
    await ask(made, { straight: true, voicemail: {} });
    expect(dump(made.store)).toEqual(before);
  });

  it('of nobody it cannot be asked', async () => {
    const made = await pbxWithRules();
    expect(await refusal(ask(made, { subscriber: 'nobody' }))).toEqual([
      'not-found',
      'call.subscriber address-unknown',
    ]);
    expect(await refusal(ask(made, { startedAt: 'yesterday' }))).toEqual([
      'invalid',
      'call.startedAt instant-unreadable',
    ]);
  });
});
