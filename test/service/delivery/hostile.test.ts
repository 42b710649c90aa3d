import { describe, expect, it } from 'vitest';
import {
  ANNA,
  BORIS,
  dueFor,
  notificationsOf,
  report,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';
import { deliverTo, mailServer } from '../../support/smtp.ts';

const CALLS = 6;

/** One call to Анна, then some to Борис, all missed. */
const manyDue = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  await made.pbx('createRules', { body: { subscribers: [ANNA, BORIS] } });
  await report(made);
  for (let index = 2; index <= CALLS; index += 1)
    await report(made, { subscriber: '102', sourceCallId: String(index) });
  return made;
};

describe('an address with a line break, as only another program can have stored it', () => {
  it.each([
    'anna@firm.ru\r\nBcc: spy@evil.ru',
    'anna@firm.ru>\r\nRCPT TO:<spy@evil.ru',
    'anna@firm.ru\nDATA',
    'anna@firm.ru, spy@evil.ru',
  ])('%j reaches nobody else, and the others are told', async (address) => {
    const made = await manyDue();
    made.store.write((db) =>
      db.run('update subscribers set email = ? where id = ?', address, ANNA),
    );
    const recipients: string[] = [];
    const server = await mailServer({
      atRecipient: (to) => {
        recipients.push(to);
        return to === 'boris@firm.ru' ? null : 550;
      },
    });
    await deliverTo(made, server.url);
    expect(recipients.join()).not.toMatch(/spy@evil\.ru$/m);
    expect(server.arrived.join()).not.toMatch(/^Bcc/im);
    expect(await notificationsOf(made, 1)).toMatchObject([{ status: 'failed' }]);
    for (let id = 2; id <= CALLS; id += 1)
      expect(await dueFor(made, id)).toEqual(['missed email sent']);
  });
});
