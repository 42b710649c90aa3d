// A courier of Telegram in a process of its own, to be killed: node chat-courier.ts store apiRoot token speed
import { setTimeout as pause } from 'node:timers/promises';
import { Courier } from '../../src/service/delivery/courier.ts';
import { telegramSender } from '../../src/service/delivery/telegram.ts';
import { openStore } from '../../src/service/store/database.ts';

const [path = '', apiRoot = '', token = '', speed = ''] = process.argv.slice(2);
const store = openStore({ path });
const clock = {
  now: () => Date.now() * Number(speed),
  wait: async (milliseconds: number, signal: AbortSignal) =>
    pause(milliseconds / Number(speed), undefined, { signal }),
};
const sender = telegramSender({ token, apiRoot, clock });
const tell = (): void => undefined;
const courier = new Courier({ store, channel: 'telegram', sender, clock: Date.now, tell });
process.once('SIGTERM', () => courier.stop());
await courier.run();
sender.close();
store.close();
