import * as z from 'zod/mini';
import type { TranslatedEvent } from '../../events/event.ts';
import { announcedPerson, announcesPeople, tellsName } from '../announced-person.ts';
import type { TranslationContext } from '../source.ts';

const name = z.catch(z.nullish(z.string()), null);
const named = z.object({
  AgentStatus: z.object({ Name: z.string(), Type: z.nullish(z.string()) }),
  Configuration: z.object({ FirstName: name, LastName: name, Username: name }),
});
/** A snapshot that names nobody is as good as none. */
const snapshot = z.catch(z.nullish(named), null);
const agentEvent = z.object({
  EventType: z.string(),
  CurrentAgentSnapshot: snapshot,
  PreviousAgentSnapshot: snapshot,
});
type Snapshot = z.infer<typeof named>;

/**
 * Connect tells of no new agent, but names the agent in every snapshot. Announced is who logs in, who comes from offline
 * (logins may be without a snapshot), and whose name has changed.
 */
export function announcedIn(
  payload: unknown,
  agentId: () => string,
  { settings }: TranslationContext,
): readonly TranslatedEvent[] {
  const { data } = agentEvent.safeParse(payload);
  const current = data?.CurrentAgentSnapshot;
  if (!announcesPeople(settings) || !current || !isNews(data.EventType, current, data.PreviousAgentSnapshot))
    return [];
  const { FirstName: firstName, LastName: lastName } = current.Configuration;
  return tellsName({ firstName, lastName }) ? [announcedPerson(agentId(), { firstName, lastName })] : [];
}

function isNews(eventType: string, current: Snapshot, previous: Snapshot | null | undefined): boolean {
  if (eventType === 'LOGOUT') return false;
  if (eventType === 'LOGIN' || !previous) return true;
  return (isOffline(previous) && !isOffline(current)) || nameIn(previous) !== nameIn(current);
}

function isOffline({ AgentStatus: { Name, Type } }: Snapshot): boolean {
  return (Type ?? Name).toLowerCase() === 'offline';
}

function nameIn({ Configuration: { FirstName, LastName, Username } }: Snapshot): string {
  return JSON.stringify([FirstName, LastName, Username]);
}
