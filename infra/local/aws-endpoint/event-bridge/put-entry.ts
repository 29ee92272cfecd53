import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { BusEvent } from '../../event-bus/bus-event.ts';
import { busNameOf } from '../../template/bus-name.ts';
import type { Caller } from '../credentials.ts';

/** One event of a PutEvents call; what is missing is told in its own answer, not the call's. */
export const putEntry = z.object({
  Source: z.optional(z.string()),
  DetailType: z.optional(z.string()),
  Detail: z.optional(z.string()),
  EventBusName: z.optional(z.string()),
  Resources: z._default(z.array(z.string()), []),
  /** Seconds since the epoch. */
  Time: z.optional(z.number()),
});
export type PutEntry = z.infer<typeof putEntry>;

export type PutContext = {
  readonly caller: Caller;
  readonly region: string;
  readonly accountId: string;
  /** The names of the buses there are. */
  readonly buses: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

export type TakenEntry =
  | { readonly busName: string; readonly event: BusEvent }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

const detail = z.record(z.string(), z.unknown());

/** The event of an entry and the bus it goes to, or why EventBridge takes it not. */
export function takeEntry(entry: PutEntry, context: PutContext): TakenEntry {
  const { Source, DetailType, Detail } = entry;
  const busName = busNameOf(entry.EventBusName);
  if (!Source) return missing('Source');
  if (!DetailType) return missing('DetailType');
  if (!Detail) return missing('Detail');
  if (!context.buses.includes(busName))
    return refuse('InvalidArgument', `EventBus ${busName} does not exist.`);
  if (isReserved(Source, busName) && context.caller !== 'administrator')
    return refuse('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const parsed = detail.safeParse(parseJson(Detail));
  if (!parsed.success) return refuse('MalformedDetail', 'Detail is malformed.');
  const at = entry.Time === undefined ? context.now() : entry.Time * 1000;
  const event = {
    version: '0',
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account: context.accountId,
    time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: context.region,
    resources: entry.Resources,
    detail: parsed.data,
  } as const;
  return { busName, event };
}

/** What AWS and its partners alone may put; here the administrator stands in for both. */
function isReserved(source: string, busName: string): boolean {
  return source.startsWith('aws.') || busName.startsWith('aws.partner/');
}

function missing(parameter: string): TakenEntry {
  return refuse(
    'InvalidArgument',
    `Parameter ${parameter} is not valid. Reason: ${parameter} is a required argument.`,
  );
}

function refuse(ErrorCode: string, ErrorMessage: string): TakenEntry {
  return { ErrorCode, ErrorMessage };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
