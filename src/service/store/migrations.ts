/** The schema, step by step: a store of version n has the first n steps. A step that was released never changes. */

const first = `
create table singles (
  name text primary key,
  value text not null,
  revision integer not null
) strict;

create table subscribers (
  id integer primary key autoincrement,
  name text not null,
  folded_name text not null,
  number text unique,
  extension text unique,
  email text,
  folded_email text unique,
  telegram text not null default 'not-connected',
  check (number is not null or extension is not null)
) strict;

create table contacts (
  id integer primary key autoincrement,
  name text not null,
  folded_name text not null,
  vip integer not null
) strict;

create table contact_numbers (
  number text primary key,
  contact_id integer not null references contacts on delete cascade,
  position integer not null
) strict;
create index contact_numbers_by_contact on contact_numbers (contact_id, position);

create table rules (
  id integer primary key autoincrement,
  revision integer not null,
  subscriber_id integer not null references subscribers on delete cascade,
  missed integer not null,
  voicemail integer not null,
  time_kind text not null,
  callers_kind text not null,
  content text not null,
  created_at integer not null,
  updated_at integer not null,
  unique (subscriber_id, content)
) strict;

create table calls (
  id integer primary key autoincrement,
  source text not null,
  source_call_id text not null,
  started_at integer not null,
  received_at integer not null,
  subscriber_id integer references subscribers on delete set null,
  call text not null,
  verdict text not null,
  judgement text not null,
  unique (source, source_call_id)
) strict;
create index calls_by_subscriber on calls (subscriber_id, id);

create table notifications (
  id integer primary key autoincrement,
  call_id integer not null references calls on delete cascade,
  subscriber_id integer references subscribers on delete set null,
  type text not null,
  channel text not null,
  status text not null,
  due_at integer not null,
  attempts integer not null default 0,
  claimed_by text,
  claimed_until integer,
  sent_at integer,
  created_at integer not null,
  unique (call_id, type, channel)
) strict;
create index notifications_due on notifications (due_at) where status = 'waiting';
create index notifications_by_subscriber on notifications (subscriber_id);

create table notification_rules (
  notification_id integer not null references notifications on delete cascade,
  rule_id integer not null,
  primary key (notification_id, rule_id)
) strict, without rowid;
create index notification_rules_by_rule on notification_rules (rule_id);

create table attempts (
  id integer primary key autoincrement,
  notification_id integer not null references notifications on delete cascade,
  at integer not null,
  outcome text not null,
  answer text not null
) strict;
create index attempts_by_notification on attempts (notification_id, id);

create table audit (
  id integer primary key autoincrement,
  at integer not null,
  actor text not null,
  action text not null,
  resource text not null,
  resource_id integer,
  before text,
  after text
) strict;
`;

const tokens = `
create table tokens (
  id integer primary key autoincrement,
  name text not null unique,
  hash text not null unique,
  scopes text not null,
  created_at integer not null,
  expires_at integer
) strict;
create index notifications_by_status on notifications (status, id);
create index audit_by_resource on audit (resource, id);
`;

/** A test tells of no call; what is due is looked for by channel, so that one that is down does not hold up another. */
const tests = `
create table new_notifications (
  id integer primary key autoincrement,
  call_id integer references calls on delete cascade,
  subscriber_id integer references subscribers on delete set null,
  type text not null,
  channel text not null,
  status text not null,
  due_at integer not null,
  attempts integer not null default 0,
  claimed_by text,
  claimed_until integer,
  sent_at integer,
  created_at integer not null,
  unique (call_id, type, channel)
) strict;
insert into new_notifications
  select id, call_id, subscriber_id, type, channel, status, due_at, attempts, claimed_by, claimed_until, sent_at, created_at
  from notifications;
drop table notifications;
alter table new_notifications rename to notifications;
create index notifications_due on notifications (channel, due_at) where status = 'waiting';
create index notifications_by_subscriber on notifications (subscriber_id);
create index notifications_by_status on notifications (status, id);
create index notifications_claimed on notifications (claimed_by) where claimed_by is not null;
`;

/** The chats of those who connected Telegram, and the codes, hashed, by which others may. */
const telegram = `
create table telegram_chats (
  subscriber_id integer primary key references subscribers on delete cascade,
  chat_id integer not null
) strict;
create index telegram_chats_by_chat on telegram_chats (chat_id);
create table telegram_codes (
  hash text primary key,
  subscriber_id integer not null references subscribers on delete cascade,
  expires_at integer not null
) strict;
create index telegram_codes_by_subscriber on telegram_codes (subscriber_id);
`;

/**
 * Counts that only grow and outlive the rows that they count, and the length of each queue. The store keeps them
 * itself: whoever writes, in whatever transaction, none is forgotten. Labels are names without blanks, divided by one.
 * What there was before is counted once, from the rows.
 */
const tallies = `
create table tallies (
  name text not null,
  labels text not null,
  count integer not null,
  primary key (name, labels)
) strict, without rowid;
create table delay_bounds (milliseconds integer primary key) strict;
insert into delay_bounds values
  (1000), (2000), (5000), (10000), (30000), (60000), (120000), (300000), (600000), (1800000), (3600000), (21600000),
  (86400000);
create view delays as
  select id, channel, max(sent_at - created_at, 0) as milliseconds,
    coalesce((select min(milliseconds) from delay_bounds where milliseconds >= sent_at - created_at), 'more') as bound
  from notifications where sent_at is not null and status = 'sent' and type <> 'test';
create index notifications_waiting on notifications (channel, created_at) where status = 'waiting';

insert into tallies
  select 'waiting', channel, count(*) from notifications where status = 'waiting' group by channel;
insert into tallies select 'calls', verdict, count(*) from calls group by verdict;
insert into tallies
  select 'notifications', channel || ' ' || type || ' waiting', count(*) from notifications group by channel, type;
insert into tallies
  select 'notifications', channel || ' ' || type || ' ' || status, count(*) from notifications
  where status <> 'waiting' group by channel, type, status;
insert into tallies
  select 'attempts', channel || ' ' || outcome, count(*)
  from attempts a join notifications n on n.id = a.notification_id group by channel, outcome;
insert into tallies select 'delays', channel || ' ' || bound, count(*) from delays group by channel, bound;
insert into tallies select 'delay-milliseconds', channel, sum(milliseconds) from delays group by channel;

create trigger call_judged after insert on calls begin
  insert into tallies values ('calls', new.verdict, 1) on conflict do update set count = count + 1;
end;
create trigger call_judged_anew after update of verdict on calls when new.verdict <> old.verdict begin
  insert into tallies values ('calls', new.verdict, 1) on conflict do update set count = count + 1;
end;
create trigger notification_made after insert on notifications begin
  insert into tallies values ('notifications', new.channel || ' ' || new.type || ' ' || new.status, 1)
    on conflict do update set count = count + 1;
end;
create trigger notification_changed after update of status on notifications when new.status <> old.status begin
  insert into tallies values ('notifications', new.channel || ' ' || new.type || ' ' || new.status, 1)
    on conflict do update set count = count + 1;
  insert into tallies select 'delays', channel || ' ' || bound, 1 from delays where id = new.id
    on conflict do update set count = count + 1;
  insert into tallies select 'delay-milliseconds', channel, milliseconds from delays where id = new.id
    on conflict do update set count = count + excluded.count;
end;
create trigger notification_queued after insert on notifications when new.status = 'waiting' begin
  insert into tallies values ('waiting', new.channel, 1) on conflict do update set count = count + 1;
end;
create trigger notification_queued_again after update of status on notifications
when new.status = 'waiting' and old.status <> 'waiting' begin
  insert into tallies values ('waiting', new.channel, 1) on conflict do update set count = count + 1;
end;
create trigger notification_settled after update of status on notifications
when old.status = 'waiting' and new.status <> 'waiting' begin
  update tallies set count = count - 1 where name = 'waiting' and labels = old.channel;
end;
create trigger notification_removed after delete on notifications when old.status = 'waiting' begin
  update tallies set count = count - 1 where name = 'waiting' and labels = old.channel;
end;
create trigger attempt_made after insert on attempts begin
  insert into tallies select 'attempts', channel || ' ' || new.outcome, 1 from notifications where id = new.notification_id
    on conflict do update set count = count + 1;
end;
`;

const namesIndex = 'create index subscribers_by_name on subscribers (folded_name)';

export const MIGRATIONS: readonly string[] = [first, tokens, tests, telegram, tallies, namesIndex];
