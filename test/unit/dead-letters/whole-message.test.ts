import { expect, test } from 'vitest';
import { wholeMessage } from '../../../shared/dead-letters/whole-message.ts';
import { packEnvelopes } from '../../../shared/events/envelope.ts';

const provenance = { source: 'desk', accountId: '7', receivedAt: '2026-11-23T09:01:23.000Z' };
const [body = ''] = packEnvelopes(provenance, [
  {
    type: 'agent-activity',
    id: 'e1',
    agentId: '1001',
    eventTime: '2026-11-23T09:01:22.480Z',
    state: 'AVAIL',
  },
]);

test('names the source, the account and the time of receipt of an envelope', () => {
  expect(wholeMessage({ body, sentAtMs: 0 })).toEqual({
    id: expect.stringMatching(/^message\/[0-9a-f]{64}$/),
    source: 'desk',
    accountId: '7',
    firstSeenAt: provenance.receivedAt,
    original: body,
  });
});

test('is the same for a message that is sent again later', () => {
  expect(wholeMessage({ body, sentAtMs: 1 })).toEqual(wholeMessage({ body, sentAtMs: 2 }));
});

test('takes the time of sending of what is no envelope, and no source', () => {
  const sentAtMs = Date.parse('2026-11-23T10:00:00.000Z');
  expect(wholeMessage({ body: 'no JSON', sentAtMs })).toMatchObject({
    source: '',
    accountId: '',
    firstSeenAt: '2026-11-23T10:00:00.000Z',
    original: 'no JSON',
  });
});
