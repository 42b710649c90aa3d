import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatText } from '../../../src/service/delivery/chat.ts';

const letter = (change: Partial<Parameters<typeof chatText>[0]> = {}) => ({
  language: 'ru' as const,
  title: 'Пропущенный вызов',
  rows: [{ label: 'Номер', value: '+7 916 123-45-67', callBack: '+79161234567' }],
  notes: ['По правилу 12: пропущенные, в любое время, со всех номеров'],
  footer: 'footer',
  ...change,
});

describe('a notification in a chat', () => {
  it('is short: the title, the facts, the rule', () => {
    expect(chatText(letter())).toBe(
      '<b>Пропущенный вызов</b>\nНомер: +7 916 123-45-67\n<i>По правилу 12: пропущенные, в любое время, со всех номеров</i>',
    );
  });

  it('a name with markup is text', () => {
    const rows = [
      { label: 'Кто звонил', value: '<b>Иван</b> & <a href="x">y</a>', callBack: null },
    ];
    expect(chatText(letter({ rows }))).toContain(
      'Кто звонил: &lt;b&gt;Иван&lt;/b&gt; &amp; &lt;a href=&quot;x&quot;&gt;y&lt;/a&gt;',
    );
  });

  it('is never over 4,096 characters, and its markup is always whole', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 2000, unit: 'grapheme' }),
      fc.constant('<&>'.repeat(3000)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), fc.array(text, { maxLength: 20 }), (a, b) => {
        const said = chatText(
          letter({ rows: a.map((value) => ({ label: 'x', value, callBack: null })), notes: b }),
        );
        expect(said.length).toBeLessThanOrEqual(4096);
        const rest = said.replace(/<(b|i)>([^<>]*)<\/\1>/g, '$2');
        expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
      { numRuns: 200 },
    );
  });
});
