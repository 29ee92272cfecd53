import * as z from 'zod/mini';
import { isTime, parseTime } from './parse-time.ts';

/**
 * The API's rows as it names their fields, every value a string as in its samples. Limits are those of the data
 * layouts in "CommunityWFM Cloud Connect REST API" (software 25.3+): nvarchar lengths count UTF-16 code units.
 */
const LARGEST_INT = 2n ** 31n - 1n;
const LARGEST_BIGINT = 2n ** 63n - 1n;
const TIME_WORDS = 'must be a time such as 10/20/2020 2:13:12 or 2020-10-20 02:13:12';

// Not zod's maxLength, which counts code points: an emoji takes two of the database's places.
function nvarchar(limit: number) {
  return z.string('must be a string').check(({ value, issues }) => {
    if (value.length <= limit) return;
    const message = `has ${value.length} characters, at most ${limit} are allowed`;
    issues.push({ code: 'too_big', origin: 'string', maximum: limit, input: value, message });
  });
}

function required(limit: number) {
  return nvarchar(limit).check(z.minLength(1, 'must not be empty'));
}

function wholeUpTo(largest: bigint) {
  return z
    .string(`must be a whole number from 0 to ${largest}, in quotes`)
    .check(
      z.refine(
        (text) => /^\d{1,19}$/.test(text) && BigInt(text) <= largest,
        `must be a whole number from 0 to ${largest}, in quotes`,
      ),
    );
}

const count = wholeUpTo(LARGEST_BIGINT);
const float = z
  .string('must be a number, in quotes')
  .check(
    z.refine(
      (text) => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)),
      'must be a number, in quotes',
    ),
  );
const time = z.string(TIME_WORDS).check(z.refine(isTime, TIME_WORDS));
const quarterHour = time.check(
  z.refine(isOnQuarterHour, 'must be on a quarter hour: minute 00, 15, 30 or 45, no seconds'),
);
const userData = z.optional(z.string('must be a string'));

export const accountId = wholeUpTo(LARGEST_INT);

/** Of a first name, and of a last name. */
export const maxNameLength = 20;
export const personRow = z.strictObject({
  AgentId: required(50),
  FirstName: nvarchar(maxNameLength),
  LastName: nvarchar(maxNameLength),
});
export type PersonRow = z.infer<typeof personRow>;

export const collectionPointRow = z.strictObject({
  CollectionPointId: required(50),
  Description: nvarchar(255),
});
export type CollectionPointRow = z.infer<typeof collectionPointRow>;

export const agentActivityRow = z.strictObject({
  AgentId: required(50),
  /** The start of the state, in UTC. */
  EventTime: time,
  Activity: required(10),
  /** Left out where there is none. */
  ReasonCode: z.optional(nvarchar(10)),
});
export type AgentActivityRow = z.infer<typeof agentActivityRow>;

export const callVolumeRow = z.strictObject({
  /** Whether a stored row of the same key is replaced. */
  UpdateExisting: z.enum(['true', 'false'], 'must be "true" or "false"'),
  CollectionPoint: required(50),
  /** Local or UTC, as the account is set up. */
  Interval: quarterHour,
  ContactsOffered: count,
  /** All that were not handled, not only the abandoned. */
  ContactsNotHandled: count,
  /** Seconds of talk and wrap-up. */
  TalkTime: float,
  /** Seconds; 0 where TalkTime has them already. */
  HoldTime: float,
  ServiceLevelPct: float,
  CollectionTimeStamp: z.optional(time),
  OutboundContacts: z.optional(count),
  /** Seconds of outbound talk and wrap-up, despite its name. */
  OutboundTimeStamp: z.optional(float),
  UserData1: userData,
  UserData2: userData,
  UserData3: userData,
  UserData4: userData,
  UserData5: userData,
  UserData6: userData,
  UserData7: userData,
  UserData8: userData,
  UserData9: userData,
  UserData10: userData,
});
export type CallVolumeRow = z.infer<typeof callVolumeRow>;

export type Row = PersonRow | CollectionPointRow | AgentActivityRow | CallVolumeRow;

function isOnQuarterHour(text: string): boolean {
  return /:(?:00|15|30|45):00$/.test(parseTime(text) ?? '');
}
