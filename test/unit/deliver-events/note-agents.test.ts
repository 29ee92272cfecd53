import { expect, test } from 'vitest';
import type { Answer, Attempt } from '../../../shared/deliver-events/attempt.ts';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import { storeAgents } from '../../../shared/deliver-events/note-agents.ts';
import { Unavailable } from '../../../shared/errors.ts';
import { accepted, activityEvent, outage, packed, refused, volumeEvent } from './sample.ts';
import { world } from './world.ts';

const event = (agentId: string) => {
  const { source, accountId, receivedAt, ...rest } = activityEvent({ id: agentId, agentId });
  return rest;
};
const { source, accountId, receivedAt, ...aVolume } = volumeEvent();

/** Whom a delivery of these agents' activity saw, where the API gives this answer to every request with a `bad` one. */
async function seenOf(agentIds: readonly string[], answerToBad: Answer = refused('no such agent')) {
  const attempt: Attempt = async (rows) =>
    rows.some((row) => row.event.id === 'bad') ? answerToBad : accepted;
  const { dependencies, seen } = world(attempt);
  await deliverEvents([packed('m1', [...agentIds.map(event), aVolume])], dependencies);
  return [...seen];
}

test('sees the agents whose activity the API took, and nobody in a volume row', async () => {
  expect(await seenOf(['1001', '1002'])).toEqual(['1#1001', '1#1002']);
});

test('sees an agent whose activity the API refused, since it may be unknown there', async () => {
  expect(await seenOf(['1001', 'bad'])).toEqual(['1#1001', '1#bad']);
});

test('sees nobody of a row that our own check refused', async () => {
  const answer = { kind: 'refused', words: 'AgentId has 51 characters', status: 422, sent: false } as const;
  expect(await seenOf(['bad'], { ...answer, rowIndex: 0 })).toEqual([]);
});

test('sees nobody whose activity the API did not answer for', async () => {
  const { dependencies, seen } = world(async () => outage);
  await deliverEvents([packed('m1', [event('1001')])], dependencies);
  expect([...seen]).toEqual([]);
});

test('delivers, and says so, where the table does not take whom it saw', async () => {
  const { dependencies } = world(async () => accepted);
  const logged: string[] = [];
  const agents = {
    see: () => {},
    store: async () => {
      throw new Unavailable('the table did not take or give the known agents');
    },
  };
  const log = (_level: string, name: string) => void logged.push(name);
  const messages = [packed('m1', [event('1001')])];
  expect(await deliverEvents(messages, { ...dependencies, agents, log })).toEqual([]);
  expect(logged).toEqual(['request-settled', 'delivered', 'agents-not-stored', 'window-settled']);
});

test('stores nothing where time is short', async () => {
  const store = async () => {
    throw new Error('must not be called');
  };
  await storeAgents({ agents: { store }, remainingMs: () => 3_500, log: () => {} });
});
