import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { StateClass, TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';

/** A webhook as it came in: the bytes are what the vendor signed, header names are lower-case. */
export type Webhook = {
  readonly method: string;
  /** As the gateway saw it; never trusted for signatures, where the configured `publicUrl` counts. */
  readonly path: string;
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
  readonly publicUrl: string | undefined;
};

/** What a source answers to a handshake; `body` goes out as JSON. */
export type HandshakeAnswer = {
  readonly status: 200 | 204;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, string>>;
};

/** A webhook's events, and how many of its parts are of a kind we do not use. */
export type Translation = { readonly events: readonly TranslatedEvent[]; readonly ignored: number };

/** A vendor's state: the code that WFM shows (at most 10 characters) and the class it falls in. */
export type StateCode = { readonly code: string; readonly stateClass: StateClass };

/** From the vendor's words to WFM codes of at most 10 characters; looked up without regard to case. */
export type CodeTable = {
  readonly states: Readonly<Record<string, StateCode>>;
  readonly reasons: Readonly<Record<string, string>>;
  /** True where a state or reason of at most 10 characters that stands in no table is its own code. */
  readonly ownCodes?: boolean;
};

/** A webhook as the vendor would send it: for samples, tests and trying things out. */
export type SignedWebhook = { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };

/**
 * One vendor. Everything here is pure: bytes, secrets and times come in as arguments.
 * `verify` proves the raw bytes genuine before anything is read from them and returns the payload they hold; that very
 * value goes to `answerHandshake`, and where this gives no answer to `translate`. Whatever comes in, none of them throws
 * anything but an AdapterError.
 */
export type Source = {
  readonly vendor: string;
  /** The vendor's page this source was written from. */
  readonly documentation: string;
  /** What the vendor takes as success. */
  readonly successStatus: 200 | 202 | 204;
  /** The content types the vendor sends; others get 415. */
  readonly mediaTypes: readonly string[];
  /** Covers the vendor's last retry where a retry may carry the old signature; null where no time is signed. */
  readonly toleranceSeconds: number | null;
  /** True for senders of our own event schema: they get 422 with each fault instead of a dead letter. */
  readonly firstParty: boolean;
  readonly codes: CodeTable;
  /** Throws SignatureRefused; Untranslatable (first-party: InvalidEvents) where genuine bytes are not the format. */
  readonly verify: (webhook: Webhook, trust: Trust) => unknown;
  /** The answer to a handshake, given what `verify` returned; undefined for a webhook with events. */
  readonly answerHandshake?: (payload: unknown, trust: Trust) => HandshakeAnswer | undefined;
  /** Throws Untranslatable (first-party: InvalidEvents) where a genuine payload is not of the documented shape. */
  readonly translate: (payload: unknown, context: TranslationContext) => Translation;
  /** Signs a body as the vendor does; where the proof stands in the body, it is put there and the body comes back with it. */
  readonly sign: (body: Buffer, secret: string, nowMs: number) => SignedWebhook;
  /** A fresh signing secret in the vendor's form, from 32 random bytes. */
  readonly secretFrom: (random: Buffer) => string;
};

/** What a translation may know beside the payload. */
export type TranslationContext = { readonly settings: SourceConfiguration; readonly receivedAt: Instant };
