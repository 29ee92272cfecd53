import { expect, test } from 'vitest';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { packEnvelopes } from '../../../shared/events/envelope.ts';
import type { LogFields } from '../../../shared/log.ts';
import {
  type RecordContactsDependencies,
  recordContacts,
} from '../../../shared/record-contacts/record-contacts.ts';

const receivedAt = '2026-11-23T09:05:00.000Z';
const nowMs = Date.parse(receivedAt);

/** A window of one outbound contact that names no collection point; resolves with what the log says of it. */
async function recordedOf(milestone: 'answered' | 'ended'): Promise<LogFields> {
  const said: LogFields[] = [];
  const event = {
    type: 'contact-milestone',
    id: 'e',
    contactId: 'c',
    agentId: 'ann',
    direction: 'outbound',
    at: '2026-11-23T09:00:00.000Z',
    milestone,
  } as const;
  const provenance = { source: 'unheard-of', accountId: '1', receivedAt };
  const [body = ''] = packEnvelopes(provenance, [event]);
  const dependencies = {
    configuration: loadEnvironment('local'),
    contacts: { read: async () => [], point: async () => {}, replace: async () => true },
    queue: { delay: async () => {} },
    remainingMs: () => 60_000,
    now: () => nowMs,
    random: () => 0,
    log: (_: string, event: string, fields: LogFields = {}) => said.push({ event, ...fields }),
  } as unknown as RecordContactsDependencies;
  const message = { messageId: 'm', receiptHandle: 'r', body, receiveCount: 1, sentAtMs: nowMs };
  expect(await recordContacts([message], dependencies)).toEqual([]);
  return said.find((fields) => fields['event'] === 'contacts-recorded') ?? {};
}

test('a connected outbound contact that no collection point is known of is counted as unplaced', async () => {
  expect(await recordedOf('answered')).toMatchObject({ contacts: 1, rows: 0, unplaced: 1 });
});

test('an outbound contact that nobody answered is not', async () => {
  expect(await recordedOf('ended')).toMatchObject({ contacts: 1, rows: 0, unplaced: 0 });
});
