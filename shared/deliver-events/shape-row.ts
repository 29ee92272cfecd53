import { formatTime } from '../cloud-connect/format-time.ts';
import type { CallVolumeRow, PersonRow } from '../cloud-connect/rows.ts';
import type { CloudConnectConfiguration } from '../configuration/configuration.ts';
import type { EventOf } from '../events/event.ts';
import { toZonedTime } from '../events/zoned-time.ts';
import type { AppliedCodes } from './apply-codes.ts';
import type { Deliverable } from './deliverable.ts';

type TimeFormat = CloudConnectConfiguration['timeFormat'];
type IntervalFormat = Pick<CloudConnectConfiguration, 'timeFormat' | 'timeZone'>;
type Shaped = Pick<Deliverable, 'call' | 'row' | 'key' | 'at'>;

/** An agent's state change as the API's row; the key is the agent and the second, as the API stores it. */
export function activityRow(
  event: EventOf<'agent-activity'>,
  { activity, reasonCode }: Pick<AppliedCodes, 'reasonCode'> & { readonly activity: string },
  format: TimeFormat,
): Shaped {
  const { agentId, eventTime: at } = event;
  const eventTime = formatTime(at, format);
  const state = { AgentId: agentId, EventTime: eventTime, Activity: activity };
  const row = reasonCode === undefined ? state : { ...state, ReasonCode: reasonCode };
  // Joined, it is a text of its own; a sum of texts would keep its parts for as long as the key is remembered.
  return { call: 'bulkInsertAgentActivity', row, key: [agentId, eventTime].join('@'), at };
}

/** A quarter-hour row, its interval by the account's own clock; numbers and booleans travel as strings, as in the API's samples. */
export function volumeRow(event: EventOf<'call-volume'>, { timeFormat, timeZone }: IntervalFormat): Shaped {
  const interval = formatTime(toZonedTime(event.interval, timeZone), timeFormat);
  const row: CallVolumeRow = {
    UpdateExisting: event.updateExisting === false ? 'false' : 'true',
    CollectionPoint: event.collectionPoint,
    Interval: interval,
    ContactsOffered: String(event.contactsOffered),
    ContactsNotHandled: String(event.contactsNotHandled),
    TalkTime: decimal(event.talkSeconds),
    HoldTime: decimal(event.holdSeconds ?? 0),
    ServiceLevelPct: decimal(event.serviceLevelPct ?? 0),
    CollectionTimeStamp: formatTime(event.collectedAt ?? event.receivedAt, timeFormat),
    ...(event.outboundContacts === undefined ? {} : { OutboundContacts: String(event.outboundContacts) }),
    ...(event.outboundSeconds === undefined ? {} : { OutboundTimeStamp: decimal(event.outboundSeconds) }),
    ...userDataOf(event),
  };
  return {
    call: 'bulkInsertCallVolume',
    row,
    key: `${event.collectionPoint}@${interval}`,
    at: event.interval,
  };
}

export function personRow(
  { agentId, receivedAt }: EventOf<'person'>,
  names: Pick<PersonRow, 'FirstName' | 'LastName'>,
): Shaped {
  return { call: 'bulkInsertPeople', row: { AgentId: agentId, ...names }, key: agentId, at: receivedAt };
}

export function collectionPointRow(event: EventOf<'collection-point'>): Shaped {
  const row = { CollectionPointId: event.collectionPoint, Description: event.description };
  return { call: 'bulkInsertCollectionPoints', row, key: event.collectionPoint, at: event.receivedAt };
}

/** Milliseconds are enough of a second, and keep JavaScript from writing an exponent. */
function decimal(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const userDataKeys = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

type UserData = Partial<Record<`UserData${(typeof userDataKeys)[number]}`, string>>;

function userDataOf(event: EventOf<'call-volume'>): UserData {
  const columns: UserData = {};
  for (const n of userDataKeys) {
    const value = event[`userData${n}`];
    if (value !== undefined) columns[`UserData${n}`] = String(value);
  }
  return columns;
}
