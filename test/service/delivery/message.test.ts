import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/domain/rule.ts';
import { type MessageFacts, messageOf } from '../../../src/service/delivery/message.ts';
import { call, contact, period, subscriber } from '../../support/builders.ts';

const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 12,
  revision: 1,
  subscriber: subscriber(),
  types: ['missed'],
  time: { kind: 'all' },
  callers: { kind: 'all' },
  createdAt: '2026-11-18T10:00:00+03:00',
  updatedAt: '2026-11-18T10:00:00+03:00',
  ...change,
});

const message = (change: Partial<MessageFacts> = {}) =>
  messageOf({
    type: 'missed',
    call: call({ dialled: '+78001000101', rangSeconds: 24.6 }),
    subscriberId: 1,
    contact: contact(),
    callingSubscriber: null,
    rules: [rule()],
    zone: 'Europe/Moscow',
    language: 'ru',
    ...change,
  });

describe('a message', () => {
  it('tells who called, when, which number was dialled, the kind, how long it rang, and the rule', () => {
    const { subject, text } = message();
    expect(subject).toBe('Пропущенный вызов: ООО «Ромашка» (VIP), +7 916 123-45-67');
    expect(text.split('\n')).toEqual([
      'Кто звонил: ООО «Ромашка» (VIP)',
      'Номер: +7 916 123-45-67',
      'Когда: 2026-11-18 12:00 (Europe/Moscow)',
      'Набранный номер: +7 800 100-01-01',
      'Вид вызова: многоканальный',
      'Звонил: 25 с',
      expect.stringMatching(/^По правилу 12: .*пропущенн.*, в любое время, со всех номеров$/),
      '',
      '-- ',
      expect.stringContaining('правилу уведомлений'),
      '',
    ]);
  });

  it('in English', () => {
    const { subject, text } = message({ language: 'en', type: 'voicemail' });
    expect(subject).toBe('Voice message: ООО «Ромашка» (VIP), +7 916 123-45-67');
    expect(text.split('\n')).toEqual([
      'Caller: ООО «Ромашка» (VIP)',
      'Number: +7 916 123-45-67',
      'When: 2026-11-18 12:00 (Europe/Moscow)',
      'Number dialled: +7 800 100-01-01',
      'Kind of call: multichannel',
      'Rang for: 25 s',
      expect.stringMatching(/^By rule 12: missed calls, at any time, from anybody$/),
      '',
      '-- ',
      expect.stringContaining('notification rule'),
      '',
    ]);
  });

  it('says nothing of what is not known', () => {
    const { text } = message({ call: call(), contact: null });
    expect(text).not.toMatch(/Набранный|Звонил:|null|undefined/);
  });

  it.each<[string, Partial<MessageFacts>, string]>([
    [
      'a contact that is no VIP',
      { contact: contact({ vip: false }) },
      'ООО «Ромашка», +7 916 123-45-67',
    ],
    [
      'a name that the caller gave himself',
      { contact: null, call: call({ caller: { number: '+79161234567', name: 'Ivan' } }) },
      'Ivan, +7 916 123-45-67',
    ],
    [
      'the address book before the name that he gave himself',
      { call: call({ caller: { number: '+79161234567', name: 'Ivan' } }) },
      'ООО «Ромашка» (VIP), +7 916 123-45-67',
    ],
    ['a number without a name', { contact: null }, '+7 916 123-45-67'],
    [
      'an extension',
      { contact: null, call: call({ caller: { number: '102', name: null } }) },
      '102',
    ],
    [
      'text that is no number',
      { contact: null, call: call({ caller: { number: 'anonymous', name: null } }) },
      'anonymous',
    ],
    [
      'a hidden number',
      { contact: null, call: call({ caller: { number: null, name: 'Ivan' } }) },
      'Ivan, номер скрыт',
    ],
  ])('shows %s', (_, change, caller) => {
    const { subject, text } = message(change);
    expect(subject).toBe(`Пропущенный вызов: ${caller}`);
    expect(text).toContain(caller.split(', ').at(-1));
    expect(text.startsWith(/, /.test(caller) ? 'Кто звонил: ' : 'Номер: ')).toBe(true);
  });

  it.each([
    ['Europe/Moscow', '2026-11-18 12:00 (Europe/Moscow)'],
    ['Asia/Vladivostok', '2026-11-18 19:00 (Asia/Vladivostok)'],
    ['America/New_York', '2026-11-18 04:00 (America/New_York)'],
  ])('A5: shows the instant as it was in the PBX’s zone %s', (zone, shown) => {
    expect(message({ zone }).text).toContain(`Когда: ${shown}\n`);
  });

  it('A6: names every rule that asked for it, with its period and its numbers', () => {
    const { text } = message({
      rules: [
        rule({ time: period('sat,sun 10:00-16:00'), callers: { kind: 'vip' } }),
        rule({
          id: 14,
          types: ['missed', 'voicemail'],
          time: { kind: 'working' },
          callers: { kind: 'listed', numbers: ['+79161234567', '105'] },
        }),
      ],
    });
    const lines = text.split('\n').filter((line) => line.startsWith('По правилу'));
    expect(lines).toEqual([
      expect.stringMatching(/ 12: .*сб и вс с 10:00 до 16:00.*VIP/),
      expect.stringMatching(/ 14: .*голосов.*в рабочее время.*\+7 916 123-45-67.*105/),
    ]);
  });

  it('says of a voice message’s rule neither time nor callers, which it does not ask about', () => {
    const { text } = message({ type: 'voicemail', rules: [rule({ types: ['voicemail'] })] });
    expect(text).toMatch(/^По правилу 12: голосовые$/m);
  });

  it('names three numbers of a rule that lists ten thousand, and how many more there are', () => {
    const numbers = Array.from({ length: 10_000 }, (_, index) => `+7916${1_000_000 + index}`);
    const { text, html } = message({ rules: [rule({ callers: { kind: 'listed', numbers } })] });
    expect(text).toMatch(/\+7 916 100-00-02 .*9[\s\u00a0]?997/);
    expect(html.length).toBeLessThan(10_000);
  });

  it('calls back at a touch of the number, if it is one', () => {
    const from = (number: string | null) =>
      message({ contact: null, call: call({ caller: { number, name: null } }) }).html;
    expect(from('+79161234567')).toContain('<a href="tel:+79161234567">+7 916 123-45-67</a>');
    for (const number of ['102', 'anonymous', '+7916" onclick="x', null])
      expect(from(number)).not.toContain('<a');
  });
});

describe('what a caller says of himself steers nothing', () => {
  const NASTY =
    'Ivan\r\nBcc: spy@evil.ru\r\n\r\n<script>alert(1)</script>\u001b[31m\u202E\u2028\u0000Petrov';

  it.each<[string, Partial<MessageFacts>]>([
    ['name', { contact: null, call: call({ caller: { number: null, name: NASTY } }) }],
    ['number', { contact: null, call: call({ caller: { number: NASTY, name: null } }) }],
    ['number dialled', { call: call({ dialled: NASTY }) }],
    ['contact', { contact: contact({ name: NASTY }) }],
  ])('his %s stays within its line', (_, change) => {
    const plain = message();
    const { subject, text } = message(change);
    expect(subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect(text.split('\n').some((line) => line.startsWith('Bcc'))).toBe(false);
    expect(text.split('\n').length).toBeLessThanOrEqual(plain.text.split('\n').length);
  });
});

describe('the id of a message', () => {
  it('is the same for the same call, subscriber and type, whatever else has changed', () => {
    const { id } = message();
    expect(message({ language: 'en', contact: null, rules: [], zone: 'Asia/Omsk' }).id).toBe(id);
    expect(message({ call: call({ outcome: 'busy', rangSeconds: 1 }) }).id).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{40}$/);
  });

  it('is another for another call, source, subscriber or type', () => {
    const others = [
      message(),
      message({ call: call({ sourceCallId: '2' }) }),
      message({ call: call({ source: 'other' }) }),
      message({ call: call({ source: 'test1', sourceCallId: '' }) }),
      message({ subscriberId: 2 }),
      message({ type: 'voicemail' }),
    ];
    expect(new Set(others.map(({ id }) => id)).size).toBe(others.length);
  });
});
