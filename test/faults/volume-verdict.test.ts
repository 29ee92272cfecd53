import { describe, expect, test } from 'vitest';
import { contactDrafts, type PlannedContact } from './contacts.ts';
import { createRandom } from './random.ts';
import type { Sent } from './send-day.ts';
import { vendors } from './vendors.ts';
import { judgeVolume } from './volume-verdict.ts';

const beganAtMs = Date.parse('2026-11-24T09:00:00.000Z');
const contact: PlannedContact = {
  contactId: '7',
  vendor: vendors.zoom,
  isOutbound: false,
  legs: [
    {
      ...{ queue: '3301', agentId: '1', offeredAtMs: 60_000, answeredAtMs: 75_000, endedAtMs: 175_000 },
      ...{ heldMs: [[80_000, 90_000]], wrappedAtMs: 205_000 },
    },
  ],
};
const row = {
  ...{
    CollectionPoint: '3301',
    Interval: '11/24/2026 9:00:00',
    ContactsOffered: '1',
    ContactsNotHandled: '0',
  },
  ...{
    TalkTime: '120',
    HoldTime: '10',
    ServiceLevelPct: '100',
    OutboundContacts: '0',
    OutboundTimeStamp: '0',
  },
};

function sent(isAccepted: (what: string) => boolean = () => true): readonly Sent[] {
  return contactDrafts(contact, createRandom(1, 'test')).map((webhook) => {
    const accepted = isAccepted(webhook.telling?.what ?? '');
    return { webhook: { ...webhook, number: 0 }, accepted, statuses: [accepted ? 200 : 503] };
  });
}

const judged = (rows: readonly Readonly<Record<string, unknown>>[], all = sent(), timeZone = 'UTC') =>
  judgeVolume(all, beganAtMs, { rows, timeZone }).volumeProblems;

test('finds nothing wrong where the row of a contact is the true one', () => {
  expect(judged([row])).toEqual([]);
  expect(judged([{ ...row, Interval: '11/24/2026 14:45:00' }], sent(), 'Asia/Kathmandu')).toEqual([]);
});

test('bears a quiet row of zeros', () => {
  const zeros = { ContactsOffered: '0', TalkTime: '0', HoldTime: '0', ServiceLevelPct: '0' };
  expect(judged([row, { ...row, ...zeros, Interval: '11/24/2026 9:15:00' }])).toEqual([]);
});

test('leaves out a row that may count a contact of which a webhook was never accepted', () => {
  expect(
    judged(
      [],
      sent((what) => what !== 'held'),
    ),
  ).toEqual([]);
});

describe('names as a problem', () => {
  test.each<[string, readonly object[]]>([
    ['a row that is missing', []],
    ['a contact counted twice', [{ ...row, ContactsOffered: '2' }]],
    ['a talk time that is another', [{ ...row, TalkTime: '130' }]],
    ['a hold time that is another', [{ ...row, HoldTime: '0' }]],
    ['a service level that is another', [{ ...row, ServiceLevelPct: '0' }]],
    ['a row that counts what never was', [row, { ...row, Interval: '11/24/2026 9:15:00' }]],
    ['a row that stands twice', [row, row]],
  ])('%s', (_, rows) => {
    expect(judged(rows.map((one) => ({ ...one })))).toHaveLength(1);
  });
});
