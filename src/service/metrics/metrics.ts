/**
 * What a service tells Prometheus. What the store knows is true across restarts; what is of the process alone begins
 * anew with it. Every value of every label is one of a list, or the name of a source that the service was given.
 */
import { ATTEMPT_OUTCOMES, NOTIFICATION_STATES, TOLD_TYPES } from '../../contract/calls.ts';
import { SOURCE_STATES, type Source } from '../../contract/sources.ts';
import { parseInstant } from '../../domain/instant.ts';
import { CHANNELS, type Channel } from '../../domain/subscriber.ts';
import { VERDICTS } from '../../domain/verdict.ts';
import type { ChannelState } from '../delivery/channel.ts';
import type { ListeningSources } from '../sources/source.ts';
import { spaceOf } from '../space.ts';
import type { Database, Store } from '../store/database.ts';
import { delayBounds, queueOf, readTallies, type Tallies } from '../store/tallies.ts';
import type { Family, Labels } from './exposition.ts';

/** A channel that is not set up here is left out. */
type ChannelStates = Partial<Record<Channel, ChannelState>>;

type Running = {
  store: Store;
  /** Milliseconds of Unix time. */
  clock: () => number;
  channels: ChannelStates;
  bot: ChannelState | undefined;
  sources: ListeningSources | undefined;
};

const CHANNEL_STATES = ['off', 'unknown', 'up', 'down'] as const;
const CALL_RESULTS = ['taken', 'known', 'refused', 'lost'] as const;

/** Since an instant, or none where there is no such instant or it is still to come. */
const secondsSince = (instant: number | null, now: number): number =>
  instant === null ? 0 : Math.max(0, now - instant) / 1000;

/** One sample for each state that there is: 1 for the one that holds. */
const inStates = (states: readonly string[], now: string, labels: Labels) =>
  states.map((state) => ({ labels: { ...labels, state }, value: Number(state === now) }));

const countedFamilies = ({ of }: Tallies, bounds: readonly number[]): Family[] => [
  {
    name: 'pbxctl_calls_total',
    help: 'Calls by the verdict on them; one that is judged anew counts again, under its new verdict.',
    type: 'counter',
    samples: VERDICTS.map((verdict) => ({ labels: { verdict }, value: of('calls', verdict) })),
  },
  {
    name: 'pbxctl_notifications_total',
    help: 'How often notifications came to be waiting, sent, failed or withdrawn.',
    type: 'counter',
    samples: CHANNELS.flatMap((channel) =>
      TOLD_TYPES.flatMap((type) =>
        NOTIFICATION_STATES.map((status) => ({
          labels: { channel, type, status },
          value: of('notifications', channel, type, status),
        })),
      ),
    ),
  },
  {
    name: 'pbxctl_attempts_total',
    help: 'Attempts to send a notification, by what the server made of it.',
    type: 'counter',
    samples: CHANNELS.flatMap((channel) =>
      ATTEMPT_OUTCOMES.map((outcome) => ({
        labels: { channel, outcome },
        value: of('attempts', channel, outcome),
      })),
    ),
  },
  {
    name: 'pbxctl_delivery_delay_seconds',
    help: 'From when a notification of a call was made until its server took it.',
    type: 'histogram',
    distributions: CHANNELS.map((channel) => ({
      labels: { channel },
      bounds: bounds.map((bound) => ({
        atMost: bound / 1000,
        count: of('delays', channel, String(bound)),
      })),
      beyond: of('delays', channel, 'more'),
      sum: of('delay-milliseconds', channel) / 1000,
    })),
  },
];

const queueFamilies = (db: Database, now: number): Family[] => {
  const queues = CHANNELS.map((channel) => ({ labels: { channel }, ...queueOf(db, channel) }));
  return [
    {
      name: 'pbxctl_queue_length',
      help: 'Notifications that wait to be sent, now or later.',
      type: 'gauge',
      samples: queues.map(({ labels, length }) => ({ labels, value: length })),
    },
    {
      name: 'pbxctl_queue_oldest_age_seconds',
      help: 'For how long the oldest notification that waits has been waiting; 0 if none waits.',
      type: 'gauge',
      samples: queues.map(({ labels, oldest }) => ({ labels, value: secondsSince(oldest, now) })),
    },
    {
      name: 'pbxctl_queue_overdue_seconds',
      help: 'For how long the first notification that is due has been due; 0 if none is.',
      type: 'gauge',
      samples: queues.map(({ labels, firstDue }) => ({
        labels,
        value: secondsSince(firstDue, now),
      })),
    },
  ];
};

const storeFamilies = (store: Store): Family[] => {
  const { used, free } = spaceOf(store);
  return [
    {
      name: 'pbxctl_store_bytes',
      help: 'Size of the store.',
      type: 'gauge',
      samples: [{ value: used }],
    },
    {
      name: 'pbxctl_store_free_bytes',
      help: 'Free space on the disk of the store.',
      type: 'gauge',
      samples: free === null ? [] : [{ value: free }],
    },
  ];
};

const nameOf = (state: ChannelState | undefined): string => state?.state ?? 'off';

const channelFamilies = (channels: ChannelStates, bot: ChannelState | undefined): Family[] => [
  {
    name: 'pbxctl_channel_state',
    help: 'How each channel was when it was last used: 1 for the state that it is in.',
    type: 'gauge',
    samples: CHANNELS.flatMap((channel) =>
      inStates(CHANNEL_STATES, nameOf(channels[channel]), { channel }),
    ),
  },
  {
    name: 'pbxctl_bot_state',
    help: 'Whether the Telegram bot hears what is written to it: 1 for the state that it is in.',
    type: 'gauge',
    samples: inStates(CHANNEL_STATES, nameOf(bot), {}),
  },
];

const secondsOf = (instant: string | null): number => {
  const read = instant === null ? null : parseInstant(instant);
  return read?.ok ? read.value / 1000 : 0;
};

const sourceFamilies = (sources: readonly Source[]): Family[] => [
  {
    name: 'pbxctl_source_state',
    help: 'How each source of calls is doing: 1 for the state that it is in.',
    type: 'gauge',
    samples: sources.flatMap(({ name, state }) => inStates(SOURCE_STATES, state, { source: name })),
  },
  {
    name: 'pbxctl_source_calls_total',
    help: 'Calls of each source since the service was started, by what became of them.',
    type: 'counter',
    samples: sources.flatMap(({ name, calls }) =>
      CALL_RESULTS.map((result) => ({ labels: { source: name, result }, value: calls[result] })),
    ),
  },
  {
    name: 'pbxctl_source_pending_calls',
    help: 'Calls that have ended and are not taken yet.',
    type: 'gauge',
    samples: sources.map(({ name, pending }) => ({ labels: { source: name }, value: pending })),
  },
  {
    name: 'pbxctl_source_last_event_timestamp_seconds',
    help: 'When each source last said anything; 0 if it has not yet.',
    type: 'gauge',
    samples: sources.map(({ name, lastEventAt }) => ({
      labels: { source: name },
      value: secondsOf(lastEventAt),
    })),
  },
];

/** By the names that every program's are known by. */
const processFamilies = (now: number): Family[] => {
  const { user, system } = process.cpuUsage();
  return [
    {
      name: 'process_start_time_seconds',
      help: 'When the service was started, in Unix time.',
      type: 'gauge',
      samples: [{ value: Math.round(now / 1000 - process.uptime()) }],
    },
    {
      name: 'process_cpu_seconds_total',
      help: 'Time of processors spent.',
      type: 'counter',
      samples: [{ value: (user + system) / 1_000_000 }],
    },
    {
      name: 'process_resident_memory_bytes',
      help: 'Memory in use.',
      type: 'gauge',
      samples: [{ value: process.memoryUsage.rss() }],
    },
  ];
};

/** All at one state of the store; nothing is counted for it, however much the store holds. */
export const metricsOf = ({ store, clock, channels, bot, sources }: Running): Family[] => {
  const now = clock();
  const fromStore = store.read((db) => [
    ...countedFamilies(readTallies(db), delayBounds(db)),
    ...queueFamilies(db, now),
  ]);
  return [
    ...fromStore,
    ...channelFamilies(channels, bot),
    ...sourceFamilies(sources?.list() ?? []),
    ...storeFamilies(store),
    ...processFamilies(now),
  ];
};
