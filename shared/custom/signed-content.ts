import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { requireHeader } from '../signatures/require-header.ts';
import type { Seal, Trust, UnsignedWebhook, Webhook } from '../sources/source.ts';
import type { KeyedFault } from './refusing.ts';
import { headerName } from './signature-header.ts';
import { requireFreshTime, timeFormat, writtenTime } from './signed-time.ts';
import { holds, knownTemplate, parseTemplate, signedParts, templateExpectation } from './template.ts';

/** What of a webhook is signed, and where its time and id stand. */
export const signedContent = {
  /** What the vendor signs, with placeholders for what came in. */
  template: z.string().check(
    z.minLength(1),
    z.refine((text) => parseTemplate(text) !== undefined, templateExpectation),
  ),
  timestampHeader: z.optional(headerName),
  timestampFormat: z.optional(timeFormat),
  /** How far the signed time may lie from now, 300 where left out; null: however far, so that a webhook can be replayed. */
  toleranceSeconds: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(86_400)))),
  idHeader: z.optional(headerName),
  /** The URL as the vendor signs it, where that is not the source's `publicUrl` with the query that came. */
  publicUrl: z.optional(z.url('must be a URL')),
} as const;
const schema = z.object(signedContent);
export type SignedContent = z.infer<typeof schema>;

type Parts = readonly (string | Buffer)[];

/** A webhook taken apart for its signature to be checked. */
type Claim = {
  /** What is signed, `{secret}` being this one. */
  readonly partsFor: (secret: string) => Parts;
  /** Throws SignatureRefused; to be asked once a signature has proved the time. */
  readonly requireFresh: () => void;
};

/** What the reference libraries of Standard Webhooks allow. */
const defaultToleranceSeconds = 300;

/** What is the same in each webhook: a signature of it alone, seen once, would prove any other body too. */
const constantKinds: ReadonlySet<string> = new Set(['text', 'secret', 'method', 'path']);

const timeKeys = ['timestampHeader', 'timestampKey', 'timestampFormat', 'toleranceSeconds'] as const;

/** What would not protect, each with the key that it stands at; `timestampKey` is that of a signature header. */
export function contentFaults(
  content: SignedContent & { readonly timestampKey?: string | undefined },
): readonly KeyedFault[] {
  const { timestampHeader, timestampKey, idHeader } = content;
  const template = parseTemplate(content.template) ?? [];
  const isTimed = holds(template, 'timestamp');
  const faults: (KeyedFault | false)[] = [
    template.every(({ kind }) => constantKinds.has(kind) || (kind === 'url' && content.publicUrl)) && [
      'template',
      'must sign something of the webhook: what is the same each time is a token, and kind "token" takes it',
    ],
    isTimed &&
      Boolean(timestampHeader) === Boolean(timestampKey) && [
        'timestampHeader',
        'must name where {timestamp} stands: give one of timestampHeader and timestampKey',
      ],
    holds(template, 'id') !== Boolean(idHeader) && [
      'idHeader',
      'must name the header of {id}, and {id} must stand in the template',
    ],
    ...timeKeys.map(
      (key) =>
        !isTimed &&
        content[key] !== undefined &&
        ([key, 'protects only a time that is signed: put {timestamp} into the template'] as const),
    ),
  ];
  return faults.filter((fault) => fault !== false);
}

/** The settings made ready: header names as they come in, the template in parts. */
export type ReadyContent = ReturnType<typeof readyContent>;

export function readyContent(content: SignedContent) {
  const template = knownTemplate(content.template);
  const { toleranceSeconds = holds(template, 'timestamp') ? defaultToleranceSeconds : null } = content;
  return {
    template,
    timestampHeader: content.timestampHeader?.toLowerCase(),
    timestampFormat: content.timestampFormat ?? 'unix-s',
    idHeader: content.idHeader?.toLowerCase(),
    publicUrl: content.publicUrl,
    toleranceSeconds,
  };
}

/** What a webhook claims to be signed; `inSignature` is the time that stands in the signature's own header. */
export function claimOf(
  content: ReadyContent,
  webhook: Webhook,
  { trust, inSignature }: { readonly trust: Trust; readonly inSignature?: string | undefined },
): Claim {
  const { timestampHeader, timestampFormat, toleranceSeconds } = content;
  const timestamp = timestampHeader ? requireHeader(webhook, timestampHeader) : inSignature;
  return {
    partsFor: partsOf(content, webhook, { settings: trust.settings, timestamp }),
    requireFresh: () => {
      if (toleranceSeconds === null) return;
      if (timestamp === undefined) throw new SignatureRefused('the signed time is missing');
      requireFreshTime(timestamp, timestampFormat, trust);
    },
  };
}

/** The headers that a sender adds before it signs, and what it then signs. */
export function prepare(
  content: ReadyContent,
  { headers, body }: UnsignedWebhook,
  { secret, nowMs, settings }: Seal,
) {
  const { timestampHeader, timestampFormat, idHeader } = content;
  const timestamp = writtenTime(nowMs, timestampFormat, settings.timeZone);
  const prepared = {
    ...headers,
    ...(timestampHeader && { [timestampHeader]: timestamp }),
    ...(idHeader && { [idHeader]: createHash('sha256').update(body).digest('base64url').slice(0, 27) }),
  };
  const url = settings.publicUrl ?? '';
  const webhook = { method: 'POST', path: '/', url, queryString: '', headers: prepared, body };
  const partsFor = partsOf(content, webhook, { settings, timestamp });
  return { headers: prepared, timestamp, parts: partsFor(secret) };
}

function partsOf(
  { template, idHeader, publicUrl }: ReadyContent,
  webhook: Webhook,
  { settings, timestamp }: { readonly settings: Trust['settings']; readonly timestamp: string | undefined },
): (secret: string) => Parts {
  const id = idHeader && requireHeader(webhook, idHeader);
  const url = publicUrl ?? calledUrl(webhook, settings.publicUrl);
  return (secret) => signedParts(template, { webhook, secret, url, id, timestamp });
}

function calledUrl({ url, queryString }: Webhook, publicUrl: string | undefined): string {
  return (publicUrl ?? url) + (queryString && `?${queryString}`);
}
