import * as z from 'zod/mini';
import { stateClass, stateClasses } from '../events/event.ts';
import { maxUnits } from '../events/max-units.ts';
import { rollUpSource } from '../events/roll-up-source.ts';
import { http } from './http.ts';
import { encryption, operators } from './protection.ts';
import { calledUrl, httpUrl } from './urls.ts';
import { webhookSettings } from './webhook-settings.ts';

/**
 * A deployment's configuration file (`infra/environments/NAME.json`): validated and filled in when the stack is synthesized, which
 * seals it for the functions. It names things and holds no secret.
 */
const name = z
  .string()
  .check(
    z.regex(
      /^[a-z][a-z0-9-]{0,31}$/,
      'must be 1 to 32 lower-case letters, digits and hyphens, a letter first',
    ),
  );

/** A code as the API stores it: nvarchar(10), so at most 10 UTF-16 code units. */
const code = z
  .string()
  .check(
    z.minLength(1, 'must not be empty'),
    maxUnits(10, 'must have at most 10 characters: Activity and ReasonCode hold no more, and nothing is cut'),
    z.meta({ maxLength: 10 }),
  );

/** A collection point's id as the API stores it: nvarchar(50). */
const collectionPointId = z
  .string()
  .check(
    z.minLength(1, 'must not be empty'),
    maxUnits(50, 'must have at most 50 characters'),
    z.meta({ maxLength: 50 }),
  );

const timeZone = z
  .string()
  .check(z.refine(isTimeZone, 'must be an IANA time zone, such as America/New_York or UTC'));

const codes = z
  .strictObject({
    /** Vendor state → its code and class; overrides the source's own table entry by entry. */
    states: z.optional(z.record(z.string(), z.strictObject({ code, stateClass }))),
    reasons: z.optional(z.record(z.string(), code)),
    /** The code of each class, for states that no table has. */
    classes: z.optional(z.partialRecord(z.enum(stateClasses), code)),
    /** The code of a state that has neither an entry nor a class. */
    unmappedCode: z.optional(code),
  })
  .check(z.meta({ id: 'codes' }));
export type CodeConfiguration = z.infer<typeof codes>;

/** How a source's contacts are counted into its quarter-hour rows. */
const volume = z
  .strictObject({
    /** A contact answered within so many seconds of its offer counts for the service level. */
    serviceLevelSeconds: z._default(z.int().check(z.gte(0), z.lte(86_400)), 20),
    /** A contact abandoned sooner than this is not counted at all; left out, every one is. */
    shortAbandonSeconds: z.optional(z.int().check(z.gte(1), z.lte(3600))),
    /** Where outbound contacts that went through no queue are counted; left out, they are not. */
    outboundCollectionPoint: z.optional(collectionPointId),
    /** Those whose quiet intervals are sent as zeros before anything was ever seen of them. */
    collectionPoints: z._default(z.array(collectionPointId), []),
  })
  .check(z.meta({ id: 'volume' }));
export type VolumeConfiguration = z.infer<typeof volume>;

/** What may stand in the entry of any source; each vendor's own choices are added by `source-settings.ts`. */
export const commonSettings = {
  vendor: z.string(),
  accountId: z._default(
    z.string().check(z.regex(/^[1-9]\d{0,9}$/, 'must be a positive whole number, in quotes')),
    '1',
  ),
  /** The URL the vendor calls, as it knows it; some vendors sign it. */
  publicUrl: z.optional(httpUrl),
  /** IANA name of the zone that the vendor's zoneless times are meant in. */
  timeZone: z.optional(timeZone),
  /** Overrides how far a signed time may lie from now. */
  toleranceSeconds: z.optional(z.int().check(z.gte(1), z.lte(86_400))),
  ...webhookSettings,
  /** Which of the vendor's media count; voice only where left out. */
  mediaTypes: z._default(z.array(z.string().check(z.minLength(1))).check(z.minLength(1)), ['voice']),
  codes: z._default(codes, {}),
  volume: z.prefault(volume, {}),
} as const;

/** A source's entry once its vendor's schema has filled it in. */
export const sourceSettings = z.looseObject({
  ...commonSettings,
  /** Which of the vendor's fields become the ids of the rows; '' where the vendor has none. */
  ids: z.object({ agentId: z.string(), collectionPoint: z.string() }),
  activity: z.enum(['status', 'contacts', 'none']),
  /** Whether the users that the vendor announces become people. */
  people: z.enum(['none', 'announced']),
});
export type SourceConfiguration = z.infer<typeof sourceSettings>;

/** The ten calls of the Cloud Connect API, by the names the configuration overrides their paths with. */
export const callNames = [
  'login',
  'refresh',
  'listPeople',
  'insertPerson',
  'bulkInsertPeople',
  'listCollectionPoints',
  'insertCollectionPoint',
  'bulkInsertCollectionPoints',
  'bulkInsertAgentActivity',
  'bulkInsertCallVolume',
] as const;
export type CallName = (typeof callNames)[number];

const cloudConnect = z.strictObject({
  /** From the CommunityWFM project manager; the documented paths follow it. */
  baseUrl: calledUrl,
  paths: z._default(
    z.partialRecord(z.enum(callNames), z.string().check(z.regex(/^\/\S*$/, 'must begin with a slash'))),
    {},
  ),
  /** The zone that the accounts keep their call volume intervals in, as CommunityWFM has set them up. */
  timeZone: z._default(timeZone, 'UTC'),
  timeFormat: z._default(z.enum(['M/D/YYYY H:mm:ss', 'YYYY-MM-DD HH:mm:ss']), 'M/D/YYYY H:mm:ss'),
  rowsPerRequest: z._default(z.int().check(z.gte(1), z.lte(10_000)), 500),
  /** Per account, shared out over the environments that may deliver at once. */
  requestsPerSecond: z._default(z.number().check(z.gte(0.1), z.lte(1000)), 10),
});
export type CloudConnectConfiguration = z.infer<typeof cloudConnect>;

const delivery = z.strictObject({
  /** How long a poller gathers before it invokes deliver-events; the API's own advice is 30 seconds. */
  windowSeconds: z._default(z.int().check(z.gte(1), z.lte(300)), 30),
  batchSize: z._default(z.int().check(z.gte(1), z.lte(10_000)), 1000),
  /** How many environments may deliver at once, and as many record contacts; Lambda allows no less than 2. */
  maxConcurrency: z._default(z.int().check(z.gte(2), z.lte(1000)), 2),
});
export type DeliveryConfiguration = z.infer<typeof delivery>;

const rollUp = z.strictObject({
  /** For so long after its end an interval is sent again when its contacts change; what comes later is a dead letter. */
  horizonHours: z._default(z.int().check(z.gte(3), z.lte(87_600)), 24),
});
export type RollUpConfiguration = z.infer<typeof rollUp>;

const alarms = z.strictObject({
  /** Who is told of alarms by e-mail; each of them has to confirm it once. */
  emails: z._default(z.array(z.email('must be an e-mail address')), []),
});

const logs = z.strictObject({
  /** Whether each agent's state that was settled, and each quarter-hour row, stands in the log, whole: some 300 bytes each, which is what the log costs most for. */
  rows: z._default(z.boolean(), false),
});

/** A configuration file, but for what each vendor allows in the entries of its sources. */
export const configurationSchema = z.strictObject({
  /** For editors: the JSON Schema beside the file. */
  $schema: z.optional(z.string()),
  environment: name,
  region: z.optional(
    z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region, such as us-east-1')),
  ),
  cloudConnect,
  delivery: z.prefault(delivery, {}),
  rollUp: z.prefault(rollUp, {}),
  http: z.prefault(http, {}),
  alarms: z.prefault(alarms, {}),
  encryption: z.optional(encryption),
  /** Who alone may read the Cloud Connect password, beside refresh-token and the account's root; left out, whom IAM lets. */
  operators: z.optional(operators),
  logs: z.prefault(logs, {}),
  logRetentionDays: z._default(z.literal([7, 14, 30, 90, 365]), 30),
  sources: z.record(name, z.looseObject({})).check(
    z.refine((sources) => Object.keys(sources).length > 0, 'must name at least one source'),
    z.refine(
      (sources) => !Object.hasOwn(sources, rollUpSource),
      `must not have the name ${rollUpSource}, which stands for the rows that are made of contacts`,
    ),
  ),
});
/** A valid configuration, its sources filled in. */
export type Configuration = Omit<z.infer<typeof configurationSchema>, 'sources'> & {
  readonly sources: Readonly<Record<string, SourceConfiguration>>;
};

function isTimeZone(text: string): boolean {
  // Asking for a zone loads all of them, which takes longer than everything else in this file.
  if (text === 'UTC') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
