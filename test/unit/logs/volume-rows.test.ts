import { expect, test } from 'vitest';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import type { LogFields } from '../../../shared/log.ts';
import { readVolumeRowLines } from '../../../shared/logs/volume-rows.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import {
  accepted,
  configuration,
  packed,
  provenance,
  refused,
  volumeEvent,
} from '../deliver-events/sample.ts';
import { nowMs, world } from '../deliver-events/world.ts';

const {
  source: _,
  accountId: __,
  receivedAt: ___,
  ...own
} = volumeEvent({
  contactsOffered: 9,
  asOf: '2026-11-23T09:01:00.000Z',
});

async function rowsOf(attempt: Parameters<typeof world>[0], events: readonly (typeof own)[], rows = true) {
  return await rowsIn(world(attempt), packed('m1', events), rows);
}

async function rowsIn({ dependencies }: ReturnType<typeof world>, message: QueueMessage, rows = true) {
  const lines: LogFields[] = [];
  const log = (_level: string, event: string, fields: LogFields = {}) =>
    void lines.push({ event, ...fields });
  const settings = { ...configuration, logs: { rows } };
  await deliverEvents([message], { ...dependencies, log, configuration: settings });
  return lines.flatMap(readVolumeRowLines);
}

test('a quarter-hour row that the API took stands in the log whole, where rows are to', async () => {
  const { collectionPoint, interval, contactsNotHandled, talkSeconds } = own;
  expect(await rowsOf(async () => accepted, [own])).toEqual([
    {
      source: provenance.source,
      accountId: provenance.accountId,
      ...{ collectionPoint, interval, contactsNotHandled, talkSeconds },
      ...{ contactsOffered: 9, holdSeconds: own.holdSeconds ?? 0, serviceLevelPct: own.serviceLevelPct ?? 0 },
      acceptedAt: new Date(nowMs).toISOString(),
    },
  ]);
  expect(await rowsOf(async () => accepted, [own], false)).toEqual([]);
});

test('a row that another one stands for, or that the API refused, changed nothing there and is not told', async () => {
  const newer = { ...own, id: 'v2', contactsOffered: 10, asOf: '2026-11-23T09:02:00.000Z' };
  const told = await rowsOf(async () => accepted, [own, newer]);
  expect(told.map(({ contactsOffered }) => contactsOffered)).toEqual([10]);
  expect(await rowsOf(async () => refused('too long', false), [own])).toEqual([]);
});

test('an older row, in whose place the newer one is sent again, is not told beside it', async () => {
  const environment = world(async () => accepted);
  const newer = { ...own, id: 'v2', contactsOffered: 10, asOf: '2026-11-23T09:01:20.000Z' };
  await rowsIn(environment, packed('m1', [newer]));
  const told = await rowsIn(environment, packed('m2', [own], { receiveCount: 2 }));
  expect(environment.sent).toEqual([['v2'], ['v2']]);
  expect(told.map(({ contactsOffered }) => contactsOffered)).toEqual([10]);
});
