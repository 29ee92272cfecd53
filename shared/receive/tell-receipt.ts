import type { IdentifiedEvent } from '../events/envelope.ts';
import { contactEventTypes, type Provenance } from '../events/event.ts';
import type { Log } from '../log.ts';
import { type CountedLine, countedLines } from '../logs/counted-lines.ts';
import { shortId } from '../logs/short-id.ts';
import type { StoryLine } from '../logs/story-lines.ts';

/** So many of a webhook's events are named, so that its line weighs no more than a few of them. */
const maxIds = 25;

/** How something came in: a webhook, an event off a bus, a shard's records; or, once more, by an operator's redrive. */
type Receipt = Extract<StoryLine, { event: CountedLine | 'event-accepted' | 'records-accepted' }>['event'];

/**
 * Tells of what came in and is in the queues now. The correlation id of a webhook is its invocation's own id, which every line
 * has: it is written only where it is another one.
 */
export function tellReceipt(
  event: Receipt | 'webhook-redriven' | 'event-redriven',
  identified: readonly IdentifiedEvent[],
  {
    provenance: { source, correlationId },
    log,
    ...more
  }: {
    readonly provenance: Pick<Provenance, 'source' | 'correlationId'>;
    readonly log: Log;
    /** Of a line that is counted as a metric: the dimensions that all metrics have. */
    readonly service?: string;
    readonly environment?: string;
    readonly ignored?: number;
    readonly records?: number;
    readonly firstRecord?: string | undefined;
    readonly lastRecord?: string | undefined;
  },
): void {
  const contacts = identified.filter(({ type }) => contactEventTypes.has(type)).length;
  const line = {
    source,
    events: identified.length - contacts,
    contacts,
    ...more,
    ids: identified.slice(0, maxIds).map(({ id }) => shortId(id)),
    ...(!Object.hasOwn(countedLines, event) && { correlationId }),
  };
  log('info', event, Object.fromEntries(Object.entries(line).filter(([, value]) => value !== 0)));
}
