/** What one PBX has once: the work schedule, the settings, the revision of the set of rules. */
import * as z from 'zod/mini';
import { once } from '../../domain/remembered.ts';
import { DEFAULT_SCHEDULE, type WorkSchedule, workScheduleSchema } from '../../domain/schedule.ts';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../domain/settings.ts';
import { integer, json, text } from './columns.ts';
import type { Database } from './database.ts';

export type Revised<T> = { value: T; revision: number };

const single = (db: Database, name: string): Revised<unknown> | null => {
  const row = db.get('select value, revision from singles where name = ?', name);
  return row ? { value: json(row, 'value'), revision: integer(row, 'revision') } : null;
};

const saveSingle = (db: Database, name: string, value: unknown): number => {
  const row = db.get(
    `insert into singles (name, value, revision) values (?, ?, 1)
     on conflict (name) do update set value = excluded.value, revision = revision + 1 returning revision`,
    name,
    JSON.stringify(value),
  );
  return row ? integer(row, 'revision') : 0;
};

export const readSchedule = (db: Database): Revised<WorkSchedule> => {
  const kept = single(db, 'schedule');
  return kept
    ? { value: workScheduleSchema().parse(kept.value), revision: kept.revision }
    : { value: DEFAULT_SCHEDULE, revision: 0 };
};

/** The zone of the schedule as it is kept, also where this program knows of no such zone. */
export const keptZone = (db: Database): string => {
  const row = db.get("select value ->> 'zone' as zone from singles where name = 'schedule'");
  return row ? text(row, 'zone') : DEFAULT_SCHEDULE.zone;
};

export const saveSchedule = (db: Database, schedule: WorkSchedule): number =>
  saveSingle(db, 'schedule', schedule);

/** A setting that a newer program added has its default until it is set. */
export const readSettings = (db: Database): Revised<Settings> => {
  const kept = single(db, 'settings');
  return kept
    ? {
        value: settingsSchema().parse({ ...DEFAULT_SETTINGS, ...Object(kept.value) }),
        revision: kept.revision,
      }
    : { value: DEFAULT_SETTINGS, revision: 0 };
};

export const saveSettings = (db: Database, settings: Settings): number =>
  saveSingle(db, 'settings', settings);

/** Up to when the calls of a source are taken, in milliseconds of Unix time, and since when it is listened to. */
export type SourcePosition = { since: number; until: number };

const positionSchema = once(() => z.object({ since: z.number(), until: z.number() }));

/** Null for a source that was never listened to. @param source `t2:main` */
export const readPosition = (db: Database, source: string): SourcePosition | null => {
  const kept = single(db, `source ${source}`);
  return kept && positionSchema().parse(kept.value);
};

export const savePosition = (db: Database, source: string, position: SourcePosition): void => {
  saveSingle(db, `source ${source}`, position);
};

/** The revision of the whole set of rules (A16). */
export const rulesRevision = (db: Database): number => single(db, 'rules')?.revision ?? 0;

export const bumpRulesRevision = (db: Database): number => saveSingle(db, 'rules', null);

/** The bot's own name in Telegram, without the @; null until it was heard of. */
export const readBotName = (db: Database): string | null => {
  const kept = single(db, 'bot');
  return typeof kept?.value === 'string' ? kept.value : null;
};

export const saveBotName = (db: Database, name: string): void => {
  if (readBotName(db) !== name) saveSingle(db, 'bot', name);
};
