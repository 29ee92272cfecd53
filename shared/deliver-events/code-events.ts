import type { Configuration } from '../configuration/configuration.ts';
import type { CanonicalEvent, EventOf } from '../events/event.ts';
import { instantsOf, toZonedTime } from '../events/zoned-time.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { DeadLetterReason } from '../ports/dead-letters.ts';
import type { OpenMessage } from '../queue-window/open-messages.ts';
import type { QueueMessage } from '../queue-window/queue-message.ts';
import { sources } from '../sources/registry.ts';
import type { CodeTable } from '../sources/source.ts';
import { applyCodes } from './apply-codes.ts';
import type { Deliverable } from './deliverable.ts';
import { shapePerson } from './shape-person.ts';
import { activityRow, collectionPointRow, volumeRow } from './shape-row.ts';

/** An event that no row can be made of, and why. */
export type Undeliverable = {
  readonly message: QueueMessage;
  readonly event: CanonicalEvent;
  readonly why: { readonly reason: DeadLetterReason; readonly detail: string };
};

const noCodes: CodeTable = { states: {}, reasons: {} };

/** Where words that no table has are told of, and states are counted. */
type Telling = { readonly log: Log; readonly metrics: Metrics };

/** The API's rows of the messages' events, codes applied; a state that no code could be found for has no row. */
export function codeEvents(messages: readonly OpenMessage[], configuration: Configuration, telling: Telling) {
  const rows: Deliverable[] = [];
  const undeliverable: Undeliverable[] = [];
  for (const { message, events } of messages) {
    for (const event of events) {
      const shaped = shape(event, configuration, telling);
      if ('reason' in shaped) undeliverable.push({ message, event, why: shaped });
      else {
        const { call, row, key, at } = shaped;
        rows.push({ call, row, key, at, event, message });
      }
    }
  }
  return { rows, undeliverable };
}

function shape(event: CanonicalEvent, configuration: Configuration, telling: Telling) {
  switch (event.type) {
    case 'agent-activity':
      return shapeActivity(event, configuration, telling);
    case 'call-volume':
      return shapeVolume(event, configuration);
    case 'person':
      return shapePerson(event);
    case 'collection-point':
      return collectionPointRow(event);
    case 'contact-milestone':
    case 'contact-summary':
      return { reason: 'unreadable', detail: `${event.type} events belong in the contacts queue` } as const;
  }
}

/** The API's key is the wall clock's time: where a clock shows it twice, a row of one of the two would replace the other's. */
function shapeVolume(event: EventOf<'call-volume'>, { cloudConnect }: Configuration) {
  const { timeZone } = cloudConnect;
  const wallTime = toZonedTime(event.interval, timeZone);
  if (event.pass === 'both' || instantsOf(wallTime, timeZone).length < 2)
    return volumeRow(event, cloudConnect);
  const what = `the interval ${event.interval} is one of two that a clock in ${timeZone} shows as ${wallTime}`;
  const detail = `${what}, and the API keeps one row for both: send their sum with "pass": "both"`;
  return { reason: 'ambiguous-interval', detail } as const;
}

function shapeActivity(
  event: EventOf<'agent-activity'>,
  configuration: Configuration,
  { log, metrics }: Telling,
) {
  const settings = configuration.sources[event.source];
  const table = (settings && sources[settings.vendor]?.codes) ?? noCodes;
  const codes = applyCodes(event, table, settings?.codes ?? {});
  const { activity, reasonCode } = codes;
  const { source } = event;
  if (codes.isStateUnmapped) log('warn', 'unmapped-state', { source, word: event.state });
  if (codes.isReasonUnmapped) log('warn', 'unmapped-reason', { source, word: event.reason });
  if (codes.isStateUnmapped) metrics('UnmappedStates', 1, { source });
  if (codes.stateClass === 'offline') metrics('OfflineStates', 1, { source });
  if (activity !== undefined)
    return activityRow(event, { activity, reasonCode }, configuration.cloudConnect.timeFormat);
  const key = `sources.${source}.codes.states`;
  const detail = `the state ${JSON.stringify(event.state)} has no code: add it to ${key} and redrive`;
  return { reason: 'unmapped-state', detail } as const;
}
