import { describe, expect, test } from 'vitest';
import type { LogRecord } from '../../../../infra/ops/trace/search-logs.ts';
import { type Letter, tellStory } from '../../../../infra/ops/trace/tell-story.ts';
import type { FunctionName } from '../../../../shared/environment.ts';

const id = '0f6c2f0e-1111-4222-8333-444455556666';
const at = (second: number) => `2026-11-23T09:00:${String(second).padStart(2, '0')}.000Z`;

function record(second: number, name: FunctionName, message: object, requestId = 'other'): LogRecord {
  return { at: at(second), function: name, requestId, message };
}

const received = (counts: object, second = 1) =>
  record(
    second,
    'receive-webhook',
    { event: 'webhook-accepted', source: 'zoom', ids: ['e1'], ...counts },
    id,
  );
const settled = (second: number, outcome: string, rowsOf: readonly string[], detail?: string) =>
  record(
    second,
    'deliver-events',
    { event: 'request-settled', request: 'r-1', call: 'bulkInsertAgentActivity', outcome, rowsOf, detail },
    'window-1',
  );
const unsent = (second: number, why: string, rowsOf: readonly string[]) =>
  record(second, 'deliver-events', { event: 'rows-unsent', why, rowsOf });

const letter: Letter = {
  id: 'agent-activity/e2/abc',
  reason: 'refused',
  detail: 'the API answered 400: no such agent',
  correlationId: id,
  lastSeenAt: at(40),
};
const dead = record(40, 'deliver-events', {
  event: 'dead-lettered',
  reason: 'refused',
  id: letter.id,
  correlationId: id,
});

function told(records: readonly LogRecord[], letters: readonly Letter[] = []) {
  const { steps, conclusion } = tellStory(id, { records, letters });
  return { whats: steps.map(({ what }) => what), texts: steps.map(({ text }) => text), ...conclusion };
}

describe('a story', () => {
  test('goes by time, whatever order the lines are found in, and leaves other webhooks’ lines out', () => {
    const others = [
      settled(30, 'delivered', ['another']),
      received({ events: 1 }),
      unsent(5, 'time', ['another:9']),
    ];
    const story = told([
      settled(32, 'delivered', [`${id}:2`, 'another']),
      ...others,
      received({ events: 2 }),
    ]);
    expect(story.whats).toEqual(['received', 'received', 'delivered']);
    expect(story.texts.at(-1)).toBe(
      '2 rows by bulkInsertAgentActivity, x-request-id r-1, in the window of invocation window-1',
    );
  });

  test('ends delivered once every event is, whether sent, known or stood for by another', () => {
    const some = [
      received({ events: 4 }),
      settled(31, 'delivered', [id]),
      settled(32, 'stored-before', [id]),
    ];
    expect(told(some)).toMatchObject({ state: 'waiting' });
    expect(told([...some, unsent(33, 'known', [id]), unsent(33, 'superseded', [id])])).toMatchObject({
      state: 'delivered',
    });
  });

  test('waits with the last reason, and with none before its first window', () => {
    expect(told([received({ events: 1 })])).toMatchObject({
      state: 'waiting',
      text: expect.stringContaining('not tried yet'),
    });
    const tried = [received({ events: 3 }), settled(31, 'outage', [`${id}:3`], 'the API answered 503')];
    expect(told([...tried, unsent(50, 'outage', [`${id}:3`])])).toMatchObject({
      state: 'waiting',
      text: expect.stringMatching(
        /^3 events still waiting: last told of at \S+:50\.000Z: 3 rows not sent, because an outage/,
      ),
    });
  });

  test('tells a dead letter’s reason and what to do while it is there, and that it is gone when it is', () => {
    const records = [
      received({ events: 2 }),
      settled(31, 'delivered', [id]),
      settled(31, 'refused', [id]),
      dead,
    ];
    expect(told(records, [letter])).toMatchObject({
      state: 'dead-lettered',
      whats: ['received', 'delivered', 'refused', 'dead letter'],
    });
    expect(told(records, [letter]).texts.at(-1)).toBe(
      `refused ${letter.id}: the API answered 400: no such agent. What to do: put right what its words name (an unknown agent, say) at CommunityWFM, then redrive`,
    );
    expect(told(records)).toMatchObject({
      state: 'gone',
      text: expect.stringMatching(/^1 event became a dead letter that is there no more: .*discarded$/),
    });
    // It was redriven, and delivered then.
    expect(told([...records, settled(55, 'delivered', [id])])).toMatchObject({ state: 'delivered' });
    expect(told(records).texts.at(-1)).toContain('redriven or discarded since');
  });

  test('of contacts ends in what is known of them, and waits where they could not be recorded', () => {
    const contacts = (outcome: string) =>
      record(20, 'record-contacts', { event: 'contacts-settled', outcome, rowsOf: [`${id}:2`] });
    expect(told([received({ contacts: 2 }), contacts('recorded')])).toMatchObject({
      state: 'recorded',
      text: expect.stringContaining('next roll-up'),
    });
    expect(told([received({ contacts: 2 }), contacts('returned')])).toMatchObject({ state: 'waiting' });
    expect(
      told([received({ events: 1, contacts: 2 }), contacts('recorded'), settled(31, 'delivered', [id])]),
    ).toMatchObject({
      state: 'delivered',
      text: expect.stringContaining('next roll-up'),
    });
  });

  test('of a webhook that was refused, failed or holds nothing of use says so', () => {
    const answered = (event: string, status: number, code: string) =>
      record(1, 'receive-webhook', { event, source: 'zoom', status, code }, id);
    expect(told([answered('webhook-refused', 401, 'signature-refused')])).toMatchObject({
      state: 'refused',
      texts: ['answered 401: signature-refused'],
    });
    expect(told([answered('webhook-failed', 503, 'unavailable')])).toMatchObject({ state: 'not-taken' });
    expect(told([received({ event: 'webhook-ignored', ignored: 1 })])).toMatchObject({
      state: 'ignored',
      texts: ['a genuine webhook of zoom: nothing in it is used (1 part of a kind that is not used)'],
    });
  });

  test('of a run of the roll-up follows its rows', () => {
    const queued = record(1, 'roll-up', { event: 'rows-enqueued', rows: 12 }, id);
    expect(told([queued, settled(31, 'delivered', [`${id}:12`])])).toMatchObject({
      whats: ['queued', 'delivered'],
      state: 'delivered',
    });
  });
});
