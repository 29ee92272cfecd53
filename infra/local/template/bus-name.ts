import type { NamedResource } from './resource-types.ts';

/** A bus's name from what EventBridge takes for one: its name or its ARN; the account's own where none is given. */
export function busNameOf(nameOrArn: unknown): string {
  const text = typeof nameOrArn === 'string' ? nameOrArn : 'default';
  return text.startsWith('arn:') ? text.slice(text.indexOf('event-bus/') + 'event-bus/'.length) : text;
}

/** A rule's ARN names its bus too, unless that is the account's own. */
export function ruleArn({ name, place, property }: NamedResource): string {
  const bus = busNameOf(property('EventBusName'));
  const path = bus === 'default' ? name : `${bus}/${name}`;
  return `arn:aws:events:${place.region}:${place.accountId}:rule/${path}`;
}
