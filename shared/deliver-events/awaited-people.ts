import type { EventOf } from '../events/event.ts';
import type { DeliveryDependencies } from './deliver-messages.ts';
import type { Deliverable, RowOutcomes } from './deliverable.ts';

type Agent = Pick<EventOf<'person'>, 'accountId' | 'agentId'>;

/** Notes whose row comes back, and forgets those of whom that is no longer so. */
export function noteAwaited(
  outcomes: RowOutcomes,
  { memory, now }: Pick<DeliveryDependencies, 'memory' | 'now'>,
): void {
  outcomes.forEach(({ kind }, { event }) => {
    if (event.type === 'person') memory.rememberAwaited(agentKey(event), kind === 'returned', now());
  });
}

/**
 * Whether the API may have refused a state only because it does not know the agent yet: the agent's row still has to come
 * back, or it may be on its way in another environment's window, which is over when the state comes back once.
 */
export function isOfAwaitedAgent(
  { event, message }: Deliverable,
  { configuration, memory, now }: Pick<DeliveryDependencies, 'configuration' | 'memory' | 'now'>,
): boolean {
  if (event.type !== 'agent-activity') return false;
  if (memory.isAwaited(agentKey(event), now())) return true;
  return message.receiveCount <= 1 && configuration.sources[event.source]?.people === 'announced';
}

function agentKey({ accountId, agentId }: Agent): string {
  return `${accountId}#${agentId}`;
}
