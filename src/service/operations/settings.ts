/** The work schedule and the settings of a PBX. */
import { isDeepStrictEqual } from 'node:util';
import { canonicalSchedule } from '../../domain/schedule.ts';
import { canonicalSettings } from '../../domain/settings.ts';
import { readSchedule, readSettings, saveSchedule, saveSettings } from '../store/singles.ts';
import { accepted, type Handler, refuseStale } from './context.ts';

export const getSchedule: Handler<'getSchedule'> = ({ db }) => {
  const { value, revision } = readSchedule(db);
  return { ...value, revision };
};

export const putSchedule: Handler<'putSchedule'> = ({ db, audit }, { body, ifMatch }) => {
  const before = readSchedule(db);
  refuseStale(ifMatch, before.revision);
  const after = canonicalSchedule(body);
  if (isDeepStrictEqual(after, before.value)) return { ...after, revision: before.revision };
  const revision = saveSchedule(db, after);
  audit({ action: 'update', resource: 'schedule', id: null, before: before.value, after });
  return { ...after, revision };
};

export const getSettings: Handler<'getSettings'> = ({ db }) => {
  const { value, revision } = readSettings(db);
  return { ...value, revision };
};

export const putSettings: Handler<'putSettings'> = ({ db, audit }, { body, ifMatch }) => {
  const before = readSettings(db);
  refuseStale(ifMatch, before.revision);
  const after = accepted(canonicalSettings(body));
  if (isDeepStrictEqual(after, before.value)) return { ...after, revision: before.revision };
  const revision = saveSettings(db, after);
  audit({ action: 'update', resource: 'settings', id: null, before: before.value, after });
  return { ...after, revision };
};
