import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { wrong } from '../options.ts';
import { assumptions } from './assumptions.ts';
import type { CostRequest } from './cost-request.ts';
import { type Inventory, inventoryOf, type WayIn } from './inventory.ts';
import { pricedConfiguration } from './priced-configuration.ts';

/** What is priced: the work of a day, and the deployment that does it. */
export type Workload = {
  readonly configuration: Configuration;
  readonly inventory: Inventory;
  readonly agents: number;
  readonly eventsPerDay: number;
  readonly statesPerDay: number;
  readonly contactsPerDay: number;
  readonly collectionPoints: number;
  readonly eventsPerWebhook: number;
  readonly busyHours: number;
  /** Which part of the events comes each way. */
  readonly parts: Readonly<Record<WayIn, number>>;
};

const { contactsPerAgent, statesPerAgent, eventsPerContact, agentsPerCollectionPoint } = assumptions;
export const eventsPerAgent = statesPerAgent + contactsPerAgent * eventsPerContact;

/** Throws ConfigurationError where what was asked for contradicts itself, or names an environment or a source that is none. */
export function workloadOf(request: CostRequest): Workload {
  const { configuration, shares } = pricedConfiguration(request);
  const inventory = inventoryOf(configuration);
  const eventsPerDay = request.eventsPerDay ?? (request.agents ?? 0) * eventsPerAgent;
  const agents = request.agents ?? Math.max(1, Math.round(eventsPerDay / eventsPerAgent));
  const contactsPerDay =
    request.contactsPerDay ?? Math.round((eventsPerDay * contactsPerAgent) / eventsPerAgent);
  const statesPerDay = eventsPerDay - contactsPerDay * eventsPerContact;
  if (statesPerDay < 0)
    throw wrong(
      '--contacts-per-day',
      String(contactsPerDay),
      `no more than ${Math.floor(eventsPerDay / eventsPerContact)}, since each is ${eventsPerContact} of the ${eventsPerDay} events`,
    );
  return {
    configuration,
    inventory,
    agents,
    eventsPerDay,
    statesPerDay,
    contactsPerDay,
    collectionPoints: request.collectionPoints ?? Math.max(1, Math.round(agents / agentsPerCollectionPoint)),
    eventsPerWebhook: request.eventsPerWebhook ?? assumptions.eventsPerWebhook,
    busyHours: request.busyHours ?? assumptions.busyHours,
    parts: partsOf(shares, inventory),
  };
}

function partsOf(shares: ReadonlyMap<string, number>, { ways }: Inventory): Workload['parts'] {
  const part = (way: WayIn) =>
    [...shares].reduce((sum, [name, share]) => sum + (ways.get(name) === way ? share : 0), 0);
  return { gateway: part('gateway'), partnerBus: part('partnerBus'), streamAndBus: part('streamAndBus') };
}
