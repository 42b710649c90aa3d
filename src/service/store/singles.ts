/** What one PBX has once: the work schedule, the settings, the revision of the set of rules. */
import { DEFAULT_SCHEDULE, type WorkSchedule, workScheduleSchema } from '../../domain/schedule.ts';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../domain/settings.ts';
import { integer, json } from './columns.ts';
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
    ? { value: workScheduleSchema.parse(kept.value), revision: kept.revision }
    : { value: DEFAULT_SCHEDULE, revision: 0 };
};

export const saveSchedule = (db: Database, schedule: WorkSchedule): number =>
  saveSingle(db, 'schedule', schedule);

/** A setting that a newer program added has its default until it is set. */
export const readSettings = (db: Database): Revised<Settings> => {
  const kept = single(db, 'settings');
  return kept
    ? {
        value: settingsSchema.parse({ ...DEFAULT_SETTINGS, ...Object(kept.value) }),
        revision: kept.revision,
      }
    : { value: DEFAULT_SETTINGS, revision: 0 };
};

export const saveSettings = (db: Database, settings: Settings): number =>
  saveSingle(db, 'settings', settings);

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
