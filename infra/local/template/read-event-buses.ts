import * as z from 'zod/mini';
import type { EventBusDefinition } from '../deployment.ts';
import type { OpenTemplate } from './open-template.ts';

const ignored = z.optional(z.unknown());

const eventBus = z.strictObject({
  Name: z.string(),
  /** A partner's bus is named after the source it takes its events from. */
  EventSourceName: z.optional(z.string()),
  Description: ignored,
  Tags: ignored,
});

/** The account's own bus, which no template names, and those of the template. */
export function readEventBuses(template: OpenTemplate): EventBusDefinition[] {
  const { region, accountId } = template.place;
  const own = { name: 'default', arn: `arn:aws:events:${region}:${accountId}:event-bus/default` };
  const named = template.resources('AWS::Events::EventBus', eventBus);
  return [own, ...named.map(({ name, arn }) => ({ name, arn }))];
}
