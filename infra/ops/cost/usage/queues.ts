import { polling } from '../assumptions.ts';
import { type Flow, messageBytes, type Reading, readQueue } from '../read-queue.ts';
import type { Traffic } from '../traffic.ts';
import { daily, type Usage } from '../usage.ts';

const unitBytes = 65_536;
const quietQueue = { busy: 0, quiet: 0, eventsPerMessage: 1 };

/** Messages in and out of the queues, and asking those that are empty. */
export function queueUsage({ events, contacts, inventory, busyHours }: Traffic): Usage[] {
  const resting = { pollers: polling.restingPollers, windowSeconds: 0, batchSize: 10, busyHours };
  const deadLetters = readQueue(quietQueue, resting).receives * inventory.deadLetterMappings;
  return [
    daily('queueRequest', 'events queue', requestsOf(events)),
    daily('queueRequest', 'contacts queue', requestsOf(contacts)),
    daily('queueRequest', 'dead-letter queues, empty', deadLetters),
  ];
}

/** A message is at most a unit by itself; received ten at a time, they are as many units as they weigh. */
function requestsOf({ busy, quiet, eventsPerMessage, receives, deletes }: Flow & Reading): number {
  const sent = busy + quiet;
  const weight = (sent * messageBytes(eventsPerMessage)) / unitBytes;
  return Math.max(sent, weight) + Math.max(receives, weight) + deletes;
}
