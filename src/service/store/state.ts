/** What a store says of how it is used, for whoever looks whether all is well. */
import type { Channel } from '../../domain/subscriber.ts';
import { integer, integerOrNull } from './columns.ts';
import type { Database } from './database.ts';

/** When something was written last, in milliseconds of Unix time; null in a store that is new. */
export const lastWritten = (db: Database): number | null => {
  const row = db.get(
    `select max(at) as last from (
       select * from (select received_at as at from calls order by id desc limit 1)
       union all select * from (select at from audit order by id desc limit 1)
       union all select * from (select at from attempts order by id desc limit 1))`,
  );
  return row ? integerOrNull(row, 'last') : null;
};

/** How many notifications of calls have failed, of those that were made since an instant. */
export const failedSince = (db: Database, channel: Channel, since: number): number => {
  const row = db.get(
    `select count(*) as count from notifications
     where status = 'failed' and channel = ? and type <> 'test' and created_at >= ?`,
    channel,
    since,
  );
  return row ? integer(row, 'count') : 0;
};
