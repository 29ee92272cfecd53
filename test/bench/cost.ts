import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { maxMessageBytes, openEnvelope, packEnvelopes } from '../../shared/events/envelope.ts';
import { createContactStore } from '../../shared/ports/contact-store.ts';
import { createDeadLetters } from '../../shared/ports/dead-letters.ts';
import { createDeliveredVolumes } from '../../shared/ports/delivered-volumes.ts';
import { createDirtyVolumes } from '../../shared/ports/dirty-volumes.ts';
import { createKnownCollectionPoints } from '../../shared/ports/known-collection-points.ts';
import { createRollUpRuns } from '../../shared/ports/roll-up-runs.ts';
import type { QueueMessage } from '../../shared/queue-window/queue-message.ts';
import { recordContacts } from '../../shared/record-contacts/record-contacts.ts';
import { quarterMs } from '../../shared/roll-up/quarter-hour.ts';
import { rollUp } from '../../shared/roll-up/roll-up.ts';
import { startTable } from '../integration/start-table.ts';
import { type Counted, countRequests } from './counted-requests.ts';
import { prices } from './prices.ts';
import type { Report } from './report.ts';
import { sampleContacts } from './sample-contacts.ts';

const [contacts, eventsEach, collectionPoints, hours] = [2000, 6, 12, 4];
const windowMs = 30_000;
/** Lambda's poller takes and deletes so many messages at once. */
const messagesPerRequest = 10;
const fromMs = Date.parse('2026-11-23T09:00:00.000Z');
const source = 'standard';

/** What recording and rolling up contacts costs, counted over the real ports on a table of this process. */
export async function benchCost(): Promise<Report> {
  const table = await startTable();
  const counts = countRequests(table.client);
  const clock = { ms: fromMs };
  const queue = countedQueue();
  const dependencies = dependenciesOn(table, clock, queue);
  let nextRunMs = fromMs;
  const runUntil = async (ms: number) => {
    for (; nextRunMs <= ms; nextRunMs += quarterMs) {
      clock.ms = nextRunMs;
      await rollUp(dependencies);
    }
  };
  for (const [windowEndMs, messages] of windows()) {
    await runUntil(windowEndMs);
    clock.ms = windowEndMs;
    queue.take(messages);
    const returned = await recordContacts(messages, dependencies);
    if (returned.length > 0) throw new Error(`${returned.length} messages came back`);
  }
  await runUntil(clock.ms + 2 * quarterMs);
  await table.close();
  expectAllCounted(queue.sent);
  return reportOf(counts, queue);
}

function dependenciesOn(
  table: Awaited<ReturnType<typeof startTable>>,
  clock: { readonly ms: number },
  queue: ReturnType<typeof countedQueue>,
) {
  const now = () => clock.ms;
  return {
    configuration: parseConfiguration(
      {
        environment: 'bench',
        cloudConnect: { baseUrl: 'http://127.0.0.1:1' },
        sources: { [source]: { vendor: 'standard' } },
      },
      'the bench’s configuration',
    ),
    contacts: createContactStore(table),
    dirty: createDirtyVolumes(table),
    collectionPoints: createKnownCollectionPoints(table, now),
    runs: createRollUpRuns(table, now),
    volumes: createDeliveredVolumes(table.client, table.tableName, now),
    deadLetters: createDeadLetters(table.client, table.tableName),
    queue: { delay: async () => undefined },
    events: { send: queue.send },
    remainingMs: () => 900_000,
    now,
    random: () => 0.5,
    log: () => {},
    metrics: () => {},
  };
}

/** Each event is a webhook and so a message of its own, which the queue is asked to take, hand out and delete. */
function countedQueue() {
  const requests = { contacts: 0, rows: 0 };
  const sent: string[] = [];
  return {
    requests,
    sent,
    take: (messages: readonly QueueMessage[]) => {
      requests.contacts += messages.length + 2 * Math.ceil(messages.length / messagesPerRequest);
    },
    send: async (bodies: readonly string[]) => {
      sent.push(...bodies);
      // Of a large message its sending and its receiving count once for each 64 KB.
      for (const body of bodies) requests.rows += 2 * Math.ceil(body.length / maxMessageBytes) + 1;
    },
  };
}

/** The messages of each window in turn, by the time at which it ends; each comes in a second after what it tells. */
function windows(): readonly (readonly [number, readonly QueueMessage[]])[] {
  const spread = { fromMs, spanMs: hours * 3_600_000, collectionPoints };
  const whole = sampleContacts(2 * contacts, spread).filter(
    ({ milestones }) => milestones.length === eventsEach,
  );
  const messages = whole.slice(0, contacts).flatMap(({ contactId, milestones }) =>
    milestones.map((milestone, index): QueueMessage => {
      const sentAtMs = Date.parse(milestone.at) + 1000;
      const messageId = `${contactId}/${index}`;
      const provenance = { source, accountId: '1', receivedAt: new Date(sentAtMs).toISOString() };
      const event = { type: 'contact-milestone', id: messageId, contactId, ...milestone } as const;
      const [body = ''] = packEnvelopes(provenance, [event]);
      return { messageId, receiptHandle: messageId, body, receiveCount: 1, sentAtMs };
    }),
  );
  const byWindow = Map.groupBy(messages, ({ sentAtMs }) => (Math.floor(sentAtMs / windowMs) + 1) * windowMs);
  return [...byWindow].toSorted(([one], [other]) => one - other);
}

/** The last row of each quarter hour and collection point together count each contact once. */
function expectAllCounted(sent: readonly string[]): void {
  const rows = new Map<string, number>();
  for (const event of sent.flatMap(openEnvelope))
    if (event.type === 'call-volume')
      rows.set(`${event.collectionPoint}@${event.interval}`, event.contactsOffered);
  const offered = [...rows.values()].reduce((sum, each) => sum + each, 0);
  if (offered !== contacts) throw new Error(`the rows count ${offered} of ${contacts} contacts`);
}

function reportOf(
  counts: ReadonlyMap<string, Counted>,
  { requests, sent }: ReturnType<typeof countedQueue>,
): Report {
  const perMillion = (units: number, price: number) => (units / contacts) * price;
  const costs = [
    ...[...counts].map(([name, { requests: count, writeUnits, readUnits }]) => {
      const dollars =
        perMillion(writeUnits, prices.perMillionWriteUnits) +
        perMillion(readUnits, prices.perMillionReadUnits);
      return { name, requests: count, writeUnits, readUnits, dollars };
    }),
    ...Object.entries(requests).map(([name, count]) => {
      const dollars = perMillion(count, prices.perMillionQueueRequests);
      return { name: `SQS ${name}`, requests: count, writeUnits: 0, readUnits: 0, dollars };
    }),
  ].toSorted((one, other) => other.dollars - one.dollars);
  const total = costs.reduce((sum, { dollars }) => sum + dollars, 0);
  const rows = sent.flatMap(openEnvelope).length;
  return {
    bench: 'cost',
    about:
      `${contacts} contacts of ${eventsEach} events, ${collectionPoints} collection points, ${hours} hours, ` +
      `windows of ${windowMs / 1000} s, ${rows} rows sent; prices of ${prices.asOf}`,
    head: ['', 'requests', 'write units', 'read units', '$ per million contacts'],
    rows: [
      ...costs.map(({ name, requests: count, writeUnits, readUnits, dollars }) => [
        name,
        String(count),
        String(writeUnits),
        String(readUnits),
        dollars.toFixed(2),
      ]),
      ['together', '', '', '', total.toFixed(2)],
    ],
    goals: [],
    figures: { contacts, rows, prices, costs, dollarsPerMillionContacts: total },
  };
}
