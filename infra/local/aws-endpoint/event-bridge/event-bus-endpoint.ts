import * as z from 'zod/mini';
import type { BusEvent } from '../../event-bus/bus-event.ts';
import { busNameOf } from '../../template/bus-name.ts';
import type { LocalService } from '../aws-call.ts';
import { AwsRefusal } from '../aws-refusal.ts';
import { type PutContext, type PutEntry, putEntry, takeEntry } from './put-entry.ts';

const maxEntries = 10;
/** https://aws.amazon.com/blogs/compute/more-room-to-build-serverless-services-now-support-payloads-up-to-1-mb */
const maxBytes = 1024 * 1024;

const request = z.object({ Entries: z.array(putEntry).check(z.minLength(1), z.maxLength(maxEntries)) });

export type EventBridgeOptions = Omit<PutContext, 'caller'> & {
  /** Takes an event in; what becomes of it is not waited for. */
  readonly publish: (busName: string, event: BusEvent) => void;
};

/**
 * EventBridge's PutEvents.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function eventBridgeEndpoint(options: EventBridgeOptions): LocalService {
  const { region, accountId, publish } = options;
  const arnPrefix = `arn:aws:events:${region}:${accountId}:event-bus/`;
  return {
    permissionsFor: ({ action, input }) => {
      const names = new Set(entriesOf(input).map(({ EventBusName }) => busNameOf(EventBusName)));
      return [...names].map((name) => ({ action: `events:${action}`, resource: `${arnPrefix}${name}` }));
    },
    answer: async ({ action, input }, caller) => {
      if (action !== 'PutEvents')
        throw new AwsRefusal(
          'UnknownOperationException',
          `The local EventBridge has PutEvents; it does not know ${action}`,
        );
      const taken = entriesOf(input).map((entry) => takeEntry(entry, { ...options, caller }));
      for (const each of taken) if ('event' in each) publish(each.busName, each.event);
      const Entries = taken.map((each) => ('event' in each ? { EventId: each.event.id } : each));
      const FailedEntryCount = taken.filter((each) => !('event' in each)).length;
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify({ FailedEntryCount, Entries }),
      };
    },
  };
}

function entriesOf(input: unknown): PutEntry[] {
  const parsed = request.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AwsRefusal('ValidationException', `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const bytes = parsed.data.Entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  if (bytes > maxBytes)
    throw new AwsRefusal(
      'ValidationException',
      `Total size of the entries in the request is over the limit: ${bytes} of ${maxBytes} bytes.`,
    );
  return parsed.data.Entries;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function bytesOf({ Source = '', DetailType = '', Detail = '', Resources, Time }: PutEntry): number {
  const timeBytes = Time === undefined ? 0 : 14;
  return [Source, DetailType, Detail, ...Resources].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    timeBytes,
  );
}
