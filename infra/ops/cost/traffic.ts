import { assumptions, contactCounts, polling, streaming } from './assumptions.ts';
import { runsPerDay } from './inventory.ts';
import { type Flow, type Reading, readQueue } from './read-queue.ts';
import type { Workload } from './workload.ts';

/** How the work of a day passes through the deployment, counted by its design. */
export type Traffic = Workload & {
  readonly webhooks: number;
  /** Off a partner's bus, and off the account's own. */
  readonly busEvents: { readonly partner: number; readonly own: number };
  readonly records: number;
  readonly streamBatches: number;
  readonly accounts: number;
  readonly busyIntervals: number;
  /** The roll-up's rows and the messages that carry them. */
  readonly volumeRows: number;
  readonly volumeMessages: number;
  readonly events: Flow & Reading;
  readonly contacts: Flow & Reading;
};

/** So many rows the roll-up sends before it clears their marks. */
const rowsPerMessage = 100;

export function trafficOf(work: Workload): Traffic {
  const { configuration, parts, statesPerDay, contactsPerDay, eventsPerWebhook, busyHours } = work;
  const contactEvents = contactsPerDay * assumptions.eventsPerContact;
  const stream = streamOf(work);
  const volume = volumeOf(work);
  const messagesOf = (events: number) => events * (parts.gateway / eventsPerWebhook + parts.partnerBus);
  const events = {
    busy:
      messagesOf(statesPerDay) +
      Math.min(statesPerDay * parts.streamAndBus, stream.streamBatches) +
      volume.busy,
    quiet: volume.quiet,
    eventsPerMessage: eventsPerWebhook,
  };
  const contacts = {
    busy:
      messagesOf(contactEvents) +
      contactEvents * parts.streamAndBus +
      Math.min(contactsPerDay * parts.streamAndBus, stream.streamBatches),
    quiet: 0,
    eventsPerMessage: eventsPerWebhook,
  };
  const { windowSeconds, batchSize } = configuration.delivery;
  const mapping = { pollers: polling.pollers, windowSeconds, batchSize, busyHours };
  return {
    ...work,
    webhooks: ((statesPerDay + contactEvents) * parts.gateway) / eventsPerWebhook,
    busEvents: {
      partner: (statesPerDay + contactEvents) * parts.partnerBus,
      own: contactEvents * parts.streamAndBus,
    },
    ...stream,
    accounts: accountsOf(work),
    busyIntervals: busyHours * 4,
    volumeRows: volume.rows,
    volumeMessages: volume.busy + volume.quiet,
    events: { ...events, ...readQueue(events, mapping) },
    contacts: { ...contacts, ...readQueue(contacts, mapping) },
  };
}

/** Connect tells states by its stream, with heart-beats between them, and sums each contact up in a record. */
function streamOf({ parts, statesPerDay, contactsPerDay, agents, busyHours }: Workload) {
  const heartBeats = agents * streaming.heartBeatsPerHour * busyHours;
  const records = parts.streamAndBus * (statesPerDay + contactsPerDay + heartBeats);
  const mostBatches = (streaming.shards * busyHours * 3600) / streaming.windowSeconds;
  return { records, streamBatches: Math.min(records, mostBatches) };
}

/** A row for each quarter hour and collection point, quiet ones too. */
function volumeOf(work: Workload) {
  const accounts = accountsOf(work);
  const busyRuns = work.busyHours * 4;
  const quietRuns = runsPerDay['roll-up'] - busyRuns;
  const messages = (rows: number) => accounts * Math.ceil(rows / accounts / rowsPerMessage);
  const busyRows = work.collectionPoints * contactCounts.sendsPerRow;
  return {
    rows: busyRuns * busyRows + quietRuns * work.collectionPoints,
    busy: busyRuns * messages(busyRows),
    quiet: quietRuns * messages(work.collectionPoints),
  };
}

function accountsOf({ configuration }: Workload): number {
  return new Set(Object.values(configuration.sources).map(({ accountId }) => accountId)).size;
}
