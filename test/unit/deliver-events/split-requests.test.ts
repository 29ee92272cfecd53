import { expect, test } from 'vitest';
import { splitRequests } from '../../../shared/deliver-events/split-requests.ts';
import { activity, collectionPoint, person, queueMessage, volume } from './sample.ts';

const at = (second: number) => `2026-11-23T09:00:${String(second).padStart(2, '0')}.000Z`;

test('groups rows by account and call', () => {
  const rows = [activity(), volume(), activity({ accountId: '2' })];
  expect([...splitRequests(rows, 500).keys()]).toEqual([
    '1/bulkInsertAgentActivity',
    '2/bulkInsertAgentActivity',
    '1/bulkInsertCallVolume',
  ]);
});

test('sends people and collection points before what is told of them, in whatever order they came', () => {
  const rows = [volume(), activity(), collectionPoint(), person()];
  expect([...splitRequests(rows, 500).keys()]).toEqual([
    '1/bulkInsertPeople',
    '1/bulkInsertCollectionPoints',
    '1/bulkInsertAgentActivity',
    '1/bulkInsertCallVolume',
  ]);
});

test('sorts the rows of a request by time', () => {
  const rows = [3, 1, 2].map((second) => activity({ eventTime: at(second) }, queueMessage(`m${second}`)));
  const [request] = splitRequests(rows, 500).values().next().value ?? [];
  expect(request?.map(({ event }) => event.type === 'agent-activity' && event.eventTime)).toEqual([
    at(1),
    at(2),
    at(3),
  ]);
});

test('puts at most the configured number of rows into a request, and loses none', () => {
  const rows = Array.from({ length: 11 }, (_, n) => activity({ eventTime: at(n) }, queueMessage(`m${n}`)));
  const requests = splitRequests(rows, 5).get('1/bulkInsertAgentActivity') ?? [];
  expect(requests.map((request) => request.length)).toEqual([5, 5, 1]);
  expect(new Set(requests.flat())).toEqual(new Set(rows));
});

test('keeps the rows of one message in one request where they fit', () => {
  const message = (id: string, count: number) => {
    const shared = queueMessage(id);
    return Array.from({ length: count }, (_, n) => activity({ agentId: `${id}-${n}` }, shared));
  };
  const requests =
    splitRequests([...message('a', 3), ...message('b', 3)], 4).get('1/bulkInsertAgentActivity') ?? [];
  expect(requests.map((rows) => new Set(rows.map((row) => row.message.messageId)).size)).toEqual([1, 1]);
});

test('spreads a message that does not fit over several requests', () => {
  const shared = queueMessage();
  const rows = Array.from({ length: 9 }, (_, n) => activity({ agentId: String(n) }, shared));
  const requests = splitRequests(rows, 4).get('1/bulkInsertAgentActivity') ?? [];
  expect(requests.map((request) => request.length)).toEqual([4, 4, 1]);
});
