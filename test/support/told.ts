/** An office in which messages were sent, failed and wait. */
import { type Office, office, reportedCall } from './office.ts';
import { mailServer, SENDER } from './smtp.ts';

/** Иванов's message was sent, Анна's failed, and another to Иванов waits. */
export const told = async (): Promise<Office> => {
  const made = await office({
    rules: [{ subscribers: ['101', '102'] }],
    calls: ['101', '102'].map((subscriber) =>
      reportedCall({ subscriber, sourceCallId: subscriber }),
    ),
  });
  const { url } = await mailServer({ atRecipient: (to) => (to.startsWith('anna') ? 550 : null) });
  const environment = { PBX_SMTP_URL: url, PBX_MAIL_FROM: SENDER };
  await made.pbxctl('notifications send', { environment });
  await made.arrange((pbx) =>
    pbx('reportCalls', { body: [reportedCall({ sourceCallId: 'new' })] }),
  );
  return made;
};
