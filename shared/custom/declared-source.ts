import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import { ConfigurationError } from '../errors.ts';
import { readPayload } from '../sources/read-payload.ts';
import type { Configurable, SourceOptions, WebhookSource } from '../sources/source.ts';
import { contentOf, type Declaration, declarationFaults, mediaTypesOf } from './declaration.ts';
import { greetingOf } from './handshake.ts';
import { identified, type PayloadMapper, payloadMapper } from './map-payload.ts';
import type { Proof } from './proof.ts';
import { proofOf } from './verifier.ts';

/** A vendor of which the code knows little more than its name. */
export type DeclaredVendor = Pick<WebhookSource, 'vendor' | 'documentation' | 'codes'> & {
  readonly settings: NonNullable<SourceOptions['settings']>;
  /** What an entry of the configuration says of the vendor; throws where its settings are not of the schemas. */
  readonly declarationOf: (entry: SourceConfiguration) => Declaration;
};

type Ready = {
  readonly proof: Proof;
  readonly mapPayload: PayloadMapper;
  readonly decided: Partial<Configurable>;
};

/** What `parse` hands to `translate`: the payload, and the delivery's id where a header names it. */
const received = z.object({ content: z.unknown(), deliveryId: z.optional(z.string()) });

const noMedia = 'is not for this vendor: choose the contacts that count by "when" in the mapping';
const noTolerance =
  'is not for this vendor: it stands in the verifier, beside the template that signs the time';

/** A source that takes and reads webhooks as each entry of the configuration declares. */
export function declaredSource({ settings, declarationOf, ...vendor }: DeclaredVendor): WebhookSource {
  const readyFor = oncePerEntry((entry) => ready(declarationOf(entry)));
  return {
    ...vendor,
    transport: 'webhook',
    successStatus: 200,
    mediaTypes: 'any',
    toleranceSeconds: null,
    firstParty: false,
    options: {
      agentIds: ['agentId'],
      collectionPoints: ['collectionPoint'],
      activity: ['status'],
      settings: {
        ...settings,
        mediaTypes: z._default(z.array(z.literal('voice', noMedia)).check(z.minLength(1)), ['voice']),
        toleranceSeconds: z.optional(z.never(noTolerance)),
      },
      check: (entry) => declarationFaults(declarationOf(entry), entry, vendor.codes),
    },
    configure: (entry) => readyFor(entry).decided,
    verify: (webhook, trust) => readyFor(trust.settings).proof.verify(webhook, trust),
    parse: () => {
      throw new ConfigurationError(`${vendor.vendor} is read as its entry says: ask the configured source`);
    },
    translate: (payload, { settings: entry, receivedAt }) => {
      const { content, deliveryId } = readPayload(received, payload, `a ${vendor.vendor} webhook`);
      const known = { receivedAt, timeZone: entry.timeZone ?? 'UTC' };
      const { events, ignored } = readyFor(entry).mapPayload(content, known);
      return { events: identified(events, deliveryId), ignored };
    },
    sign: (webhook, seal) => readyFor(seal.settings).proof.sign(webhook, seal),
    secretFrom: (random) => random.toString('hex'),
  };
}

function ready(declaration: Declaration): Ready {
  const { verifier, mapping } = declaration;
  const { ack, handshake, dedupe } = verifier;
  const proof = proofOf(verifier);
  const header = dedupe && 'header' in dedupe ? dedupe.header.toLowerCase() : undefined;
  return {
    proof,
    mapPayload: payloadMapper(mapping, dedupe && 'paths' in dedupe ? dedupe.paths : []),
    decided: {
      successStatus: ack.successStatus,
      ...(ack.retrySignal === 409 && { retryStatus: 409 }),
      mediaTypes: mediaTypesOf(declaration),
      toleranceSeconds: proof.toleranceSeconds,
      ...greetingOf(handshake),
      parse: (webhook) => {
        const deliveryId = header && webhook.headers[header];
        const content = contentOf(mapping, webhook, proof.payloadBytes?.(webhook));
        return { content, ...(deliveryId && { deliveryId }) };
      },
      secretFrom: proof.secretFrom,
      secretIsOurs: proof.secretIsOurs,
    },
  };
}

/** Paths, templates and conditions are read once for each entry, so that a webhook only walks them. */
function oncePerEntry<Made>(
  make: (entry: SourceConfiguration) => Made,
): (entry: SourceConfiguration) => Made {
  const made = new WeakMap<SourceConfiguration, Made>();
  return (entry) => {
    const known = made.get(entry);
    if (known) return known;
    const fresh = make(entry);
    made.set(entry, fresh);
    return fresh;
  };
}
