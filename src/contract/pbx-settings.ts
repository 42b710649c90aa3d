/** The operations on what one PBX has once: its work schedule and its settings. */
import * as z from 'zod/mini';
import { once } from '../domain/remembered.ts';
import { workScheduleSchema } from '../domain/schedule.ts';
import { settingsSchema } from '../domain/settings.ts';
import { type Operation, writing } from './operation.ts';

const revision = once(() => ({ revision: z.int() }));
const scheduleResource = once(() => z.extend(workScheduleSchema(), revision()));
const settingsResource = once(() => z.extend(settingsSchema(), revision()));

const getSchedule = {
  method: 'GET',
  path: '/schedule',
  scope: 'rules:read',
  answer: scheduleResource,
} as const satisfies Operation;

const putSchedule = {
  method: 'PUT',
  path: '/schedule',
  scope: 'admin',
  conditional: true,
  query: once(() => z.strictObject(writing())),
  body: workScheduleSchema,
  answer: scheduleResource,
} as const satisfies Operation;

const getSettings = {
  method: 'GET',
  path: '/settings',
  scope: 'rules:read',
  answer: settingsResource,
} as const satisfies Operation;

const putSettings = {
  method: 'PUT',
  path: '/settings',
  scope: 'admin',
  conditional: true,
  query: once(() => z.strictObject(writing())),
  body: settingsSchema,
  answer: settingsResource,
} as const satisfies Operation;

export const settingsOperations = { getSchedule, putSchedule, getSettings, putSettings };
