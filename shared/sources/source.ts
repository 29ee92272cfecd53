import type * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { Fault } from '../errors.ts';
import type { StateClass, TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';

/** A webhook as it came in: the bytes are what the vendor signed, header names are lower-case. */
export type Webhook = {
  readonly method: string;
  /** Without scheme, host and query. */
  readonly path: string;
  /** As the gateway saw it, without query: what the vendor calls unless a `publicUrl` is configured. */
  readonly url: string;
  /** Without the question mark, as it stood in the URL. */
  readonly queryString: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

/** What a webhook is verified against. */
export type Trust = {
  /** The signing secrets, the current one first; any of them may match. None: everything is refused. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
  /** How far a signed time may lie from now, in seconds; null where the source signs no time. */
  readonly toleranceSeconds: number | null;
  /** Whose `publicUrl` is the URL the vendor calls, as it signs it. */
  readonly settings: SourceConfiguration;
};

/** What a source answers to a handshake; `body` goes out as JSON. */
export type HandshakeAnswer = {
  readonly status: 200 | 204;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, string>>;
};

/** A webhook's events, and how many of its parts are of a kind we do not use. */
export type Translation = { readonly events: readonly TranslatedEvent[]; readonly ignored: number };

/** What a translation may know beside the payload. */
export type TranslationContext = {
  readonly settings: SourceConfiguration;
  readonly receivedAt: Instant;
  /** Where the vendor's events do not all name an agent in full; empty where left out. */
  readonly agents?: AgentDirectory;
};

/**
 * What earlier events of a source told of its agents, for later ones that only have the key. It forgets with the
 * environment, so that whoever asks it has to do without an answer.
 */
export type AgentDirectory = {
  readonly learn: (key: string, name: string) => void;
  readonly find: (key: string) => string | undefined;
};

/** A vendor's state: the code that WFM shows (at most 10 characters) and the class it falls in. */
export type StateCode = { readonly code: string; readonly stateClass: StateClass };

/** From the vendor's words to WFM codes of at most 10 characters; looked up without regard to case. */
export type CodeTable = {
  readonly states: Readonly<Record<string, StateCode>>;
  readonly reasons: Readonly<Record<string, string>>;
  /** True where a state or reason of at most 10 characters that stands in no table is its own code. */
  readonly ownCodes?: boolean;
};

/**
 * Where an agent's states come from: the vendor's status events, or, for what happens during contacts, its contact
 * events, which tell talk, hold and wrap-up apart. One of the two, because two streams would collide on one key; the
 * status events that only say "busy with a contact" are left out where contacts tell it.
 */
export const activityStreams = ['status', 'contacts'] as const;
export type ActivityStream = (typeof activityStreams)[number];

/**
 * Whether the users that a vendor announces become people; a center whose people come from elsewhere wants none of the
 * phone system's. What our own senders and a mapping say of people is no announcement, and always taken.
 */
export const peopleSources = ['none', 'announced'] as const;

/** What a configuration may choose for a source beside what it may say of any; validated at synth and at start. */
export type SourceOptions = {
  /** What can become the AgentId, by the vendor's name for it, the default first; `attributes.*` is any name below. */
  readonly agentIds: readonly [string, ...string[]];
  /** What can become the CollectionPoint, the default first; none where the vendor's events name no queue. */
  readonly collectionPoints: readonly string[];
  /** What can feed the activity, the default first; none where the vendor tells no state. */
  readonly activity: readonly ActivityStream[];
  /** Whether an event of the vendor's announces a user with a name: one that it adds or, where it tells of none, that logs in. */
  readonly announcesPeople?: true;
  /** Whether the vendor writes times without a zone, so that the configuration must name it. */
  readonly needsTimeZone?: boolean;
  /** Further keys of the source's configuration, each with its schema; a schema that is not optional makes it required. */
  readonly settings?: Readonly<Record<string, z.ZodMiniType>>;
  /** What is wrong between keys of an entry that are each valid; paths are relative to the entry. */
  readonly check?: (settings: SourceConfiguration) => readonly Fault[];
};

/** What every vendor's file tells, however its events reach us. Pure: payloads and times come in as arguments. */
type Translator = {
  readonly vendor: string;
  /** The vendor's page this source was written from. */
  readonly documentation: string;
  /** True for senders of our own event schema: they get 422 with each fault instead of a dead letter. */
  readonly firstParty: boolean;
  readonly codes: CodeTable;
  readonly options: SourceOptions;
  /** Throws Untranslatable (first-party: InvalidEvents) where a genuine payload is not of the documented shape. */
  readonly translate: (payload: unknown, context: TranslationContext) => Translation;
};

/** A webhook as a sender writes it before it signs. */
export type UnsignedWebhook = {
  /** At least the content type. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** What a sender signs with. */
export type Seal = {
  readonly secret: string;
  readonly nowMs: number;
  /** Whose `publicUrl` is the URL that is called. */
  readonly settings: SourceConfiguration;
};

/** A webhook as the vendor would send it: for samples, tests and trying things out. */
export type SignedWebhook = UnsignedWebhook & {
  /** What the signature adds to the URL, without the question mark. */
  readonly queryString?: string;
};

/**
 * A vendor that pushes webhooks over HTTPS. `verify` proves the raw bytes genuine before anything is read from them,
 * `parse` gives the payload they hold; that very value goes to `answerHandshake`, and where this gives no answer to
 * `translate`. Whatever comes in, none of them throws anything but an AdapterError.
 */
export type WebhookSource = Translator & {
  readonly transport: 'webhook';
  /** What the vendor takes as success. */
  readonly successStatus: 200 | 202 | 204;
  /** What the vendor takes as "not taken, try again"; 503 where left out. */
  readonly retryStatus?: 409;
  /** What a webhook that is not proved genuine is answered, nothing of it being used; 401 where left out. */
  readonly refusalStatus?: 200;
  /** The content types the vendor sends, others get 415; `any` where it documents none. */
  readonly mediaTypes: readonly string[] | 'any';
  /** Covers the vendor's last retry where a retry may carry the old signature; null where no time is signed. */
  readonly toleranceSeconds: number | null;
  /** Beside POST. */
  readonly handshakeMethods?: readonly ('HEAD' | 'OPTIONS')[];
  /**
   * The answer to a handshake that carries no proof: a constant, or an echo of a bounded header of visible ASCII.
   * Undefined for a webhook that has to be verified.
   */
  readonly greet?: (webhook: Webhook) => HandshakeAnswer | undefined;
  /** The secret (or key) that proves it; throws SignatureRefused where none does. */
  readonly verify: (webhook: Webhook, trust: Trust) => string;
  /** Of a webhook that is genuine; throws Untranslatable (first-party: InvalidEvents) where its bytes are not the format. */
  readonly parse: (webhook: Webhook) => unknown;
  /** The answer to a verified handshake, given its payload and the secret that proved it; undefined for a webhook with events. */
  readonly answerHandshake?: (payload: unknown, signer: string) => HandshakeAnswer | undefined;
  /** Signs as the vendor does; where the proof stands in the body, it is put there and the body comes back with it. */
  readonly sign: (webhook: UnsignedWebhook, seal: Seal) => SignedWebhook;
  /** A fresh signing secret in the vendor's form, from 32 random bytes. */
  readonly secretFrom: (random: Buffer) => string;
  /** True where the operator makes up the secret and gives it to the vendor; else the vendor does, and shows it. */
  readonly secretIsOurs?: boolean;
  /** True where the vendor signs the URL that it calls, so that a proxy's must be told as `publicUrl`. */
  readonly signsUrl?: boolean;
  /** What an entry of the configuration decides of all this, where it describes the vendor itself; see configured-source.ts. */
  readonly configure?: (settings: SourceConfiguration) => Partial<Configurable>;
};

/** What of a source an entry of the configuration may decide; who the vendor is and what is true of all its entries is not. */
export type Configurable = Omit<WebhookSource, keyof Translator | 'transport' | 'configure'>;

/** What an EventBridge rule has to match to bring a source its events. */
export type EventRule = {
  /** A partner's bus is named as its event source; the default bus where left out. */
  readonly eventBusName?: string;
  readonly source: string;
  readonly detailTypes: readonly string[];
  /** Values that fields of `detail` must have. */
  readonly detail?: Readonly<Record<string, readonly string[]>>;
};

/** The ways by which a source's events reach the deployment; the stack holds what these name. */
export type AwsArrival = {
  readonly rule: EventRule;
  /** A Kinesis data stream: one that is there already, perhaps under a key of its own, or (without ARN) the deployment's. */
  readonly stream?: { readonly arn?: string; readonly keyArn?: string };
};

/** A vendor whose events come over AWS itself, where IAM vouches for the sender and nothing is signed. */
export type AwsSource = Translator & {
  readonly transport: 'aws';
  readonly arrival: (settings: SourceConfiguration) => AwsArrival;
  /** Which account an event (EventBridge's envelope, a stream record's data) says it is from; undefined where it says none. */
  readonly originOf: (event: unknown) => string | undefined;
  /** Whether an event is from the account that the configuration names. */
  readonly isFrom: (event: unknown, settings: SourceConfiguration) => boolean;
};

/** One vendor. */
export type Source = WebhookSource | AwsSource;
