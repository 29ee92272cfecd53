import { assumptions, contactCounts, durations } from '../assumptions.ts';
import { runsPerDay } from '../inventory.ts';
import type { Traffic } from '../traffic.ts';
import { daily, type Usage } from '../usage.ts';
import { runs } from './receiving.ts';
import { renewalsPerDay } from './standing.ts';

const gigabyte = 1e9;
/** What a row, and the answer to a webhook, weigh with their headers. */
const sentBytes = { activity: 120, volume: 330, answer: 350 };

/** The functions behind the queues and the schedules, and what they send to Cloud Connect. */
export function workingUsage(traffic: Traffic): Usage[] {
  const { statesPerDay, volumeRows, volumeMessages, webhooks, events, contacts, configuration } = traffic;
  const requests =
    Math.max(events.batches, statesPerDay / configuration.cloudConnect.rowsPerRequest) + volumeMessages;
  const deliverMs = durations.deliverMs + (requests / events.batches) * durations.requestMs;
  const { activity, volume, answer } = sentBytes;
  const outBytes = statesPerDay * activity + volumeRows * volume + webhooks * answer;
  return [
    ...runs('deliver-events', events.batches, deliverMs),
    ...runs('record-contacts', contacts.batches, recordMs(traffic)),
    ...runs('roll-up', runsPerDay['roll-up'], rollUpMs(traffic)),
    ...runs(
      'refresh-token',
      runsPerDay['refresh-token'],
      durations.scheduledMs + (renewalsPerDay / runsPerDay['refresh-token']) * durations.requestMs,
    ),
    daily('dataOut', 'rows to Cloud Connect, answers to vendors', outBytes / gigabyte),
  ];
}

/** Each contact is read and written, and its row marked. */
function recordMs({ contacts, contactsPerDay }: Traffic): number {
  const perBatch = (contactsPerDay * assumptions.eventsPerContact) / Math.max(1, contacts.batches);
  return durations.scheduledMs + (perBatch * 3 * durations.tableMs) / durations.tableAtOnce.recordContacts;
}

/** Each row is marked, read with its contacts, and cleared. */
function rollUpMs({ volumeRows, contactsPerDay }: Traffic): number {
  const reads = volumeRows * 4 + (contactsPerDay * contactCounts.sendsPerRow) / 100;
  const perRun = reads / runsPerDay['roll-up'];
  return durations.scheduledMs + (perRun * durations.tableMs) / durations.tableAtOnce.rollUp;
}
