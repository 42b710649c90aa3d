/**
 * A T2 to try things out with: `node test/bench/t2-server.ts tokens.txt` writes a pair of tokens into that file, says
 * where it listens, and makes a call every few seconds, some of them late, until it is interrupted.
 */
import { writeFileSync } from 'node:fs';
import { startT2 } from '../support/t2-server.ts';

const EVERY_MILLISECONDS = 3000;
const LATE_MILLISECONDS = 10_000;
const STATUSES = ['NOT_ANSWERED_COMMON', 'ANSWERED_COMMON', 'CANCELLED_BY_CALLER'];

const [, , file = 't2-tokens.txt'] = process.argv;
const t2 = await startT2();
const { accessToken, refreshToken } = t2.pair();
writeFileSync(file, `${accessToken}\n${refreshToken}\n`, { mode: 0o600 });
t2.employees.push(
  { employeeId: 1, name: 'Анна', surname: 'Иванова', shortNumber: '101', email: 'anna@firm.ru' },
  { employeeId: 2, name: 'Борис', surname: 'Орлов', fullNumber: '79160000102', shortNumber: '102' },
);
console.log(`pbxctl sources login "t2:${t2.url}?name=main" < ${file}`);
console.log(`pbxctl serve --source "t2:${t2.url}?name=main&every=5"`);

let made = 0;
setInterval(() => {
  made += 1;
  const late = made % 4 === 0 ? LATE_MILLISECONDS : 0;
  t2.add({ callStatus: STATUSES[made % STATUSES.length] ?? '' }, Date.now() + late);
}, EVERY_MILLISECONDS);
