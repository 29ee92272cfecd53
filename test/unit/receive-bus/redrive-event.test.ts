import { expect, test } from 'vitest';
import { readSamples } from '../../../infra/samples/read-samples.ts';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import type { DeadLetter } from '../../../shared/ports/dead-letters.ts';
import { redriveEvent, redriveEventRequest } from '../../../shared/receive-bus/redrive-event.ts';
import { genesys } from '../../../shared/sources/genesys.ts';
import { settingsOf } from '../../contract/source-under-test.ts';
import { provenance } from '../deliver-events/sample.ts';

const receivedAt = '2026-11-20T09:00:00.000Z';
const sample = readSamples('genesys').find(({ name }) => name === 'users.activity.on-queue.idle');
const body = sample?.body.toString('utf8') ?? '';

function world() {
  const events: string[] = [];
  const letters: DeadLetter[] = [];
  const { cloudConnect, delivery, http } = {
    cloudConnect: {
      baseUrl: 'https://a.example',
      paths: {},
      timeZone: 'UTC',
      timeFormat: 'M/D/YYYY H:mm:ss',
      rowsPerRequest: 500,
      requestsPerSecond: 10,
    },
    delivery: { windowSeconds: 30, batchSize: 1000, maxConcurrency: 2 },
    http: { requestsPerSecond: 1000, burst: 2000 },
  } as const;
  const dependencies = {
    configuration: {
      environment: 'test',
      cloudConnect,
      delivery,
      rollUp: { horizonHours: 24 },
      http,
      alarms: { emails: [] },
      logs: { rows: false },
      logRetentionDays: 30 as const,
      sources: { cloud: settingsOf('genesys') },
    },
    sources: { genesys },
    queues: {
      events: { send: async (bodies: readonly string[]) => void events.push(...bodies) },
      contacts: { send: async () => {} },
    },
    deadLetters: { put: async (letter: DeadLetter) => void letters.push(letter) },
    now: () => Date.parse('2026-11-24T09:00:00.000Z'),
    log: () => {},
    metrics: () => {},
  };
  const redrive = (text: string, sourceName?: string) =>
    redriveEvent(
      {
        ...(sourceName && { sourceName }),
        redrive: { transport: 'aws', receivedAt, bodyEncoding: 'utf8', body: text },
      },
      dependencies,
    );
  return { events, letters, redrive };
}

test('takes an event up again as of the time it came in', async () => {
  const { events, redrive } = world();
  expect(await redrive(body, 'cloud')).toEqual({ outcome: 'taken', accepted: 1, ignored: 0 });
  expect(events.flatMap(openEnvelope)).toMatchObject([
    { type: 'agent-activity', source: 'cloud', receivedAt, accountId: provenance.accountId },
  ]);
});

test('tells why one still cannot be translated, and keeps it as the same dead letter', async () => {
  const { events, letters, redrive } = world();
  const broken = body.replace('"routingStatus"', '"routing"').replace('"presence"', '"present"');
  const answers = [await redrive(broken, 'cloud'), await redrive(broken, 'cloud')];
  expect(answers).toMatchObject([{ outcome: 'dead-lettered' }, { outcome: 'dead-lettered' }]);
  expect(new Set(letters.map(({ id }) => id)).size).toBe(1);
  expect(letters[0]).toMatchObject({ firstSeenAt: receivedAt, source: 'cloud' });
  expect(events).toEqual([]);
});

test('finds whose an event is that ran out of attempts before anybody read it', async () => {
  const { events, redrive } = world();
  expect(await redrive(body)).toMatchObject({ outcome: 'taken' });
  expect(events.flatMap(openEnvelope)).toMatchObject([{ source: 'cloud' }]);
});

test('refuses an event of a source that is not configured', async () => {
  await expect(world().redrive(body, 'elsewhere')).rejects.toThrow('elsewhere');
});

test('an order to redrive need not name the source', () => {
  const redrive = { transport: 'aws', receivedAt, bodyEncoding: 'utf8', body } as const;
  expect(redriveEventRequest.safeParse({ redrive }).success).toBe(true);
});

test('no event of a bus passes for an order to redrive', () => {
  expect(redriveEventRequest.safeParse(JSON.parse(body)).success).toBe(false);
});
