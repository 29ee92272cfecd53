import * as z from 'zod/mini';
import { failClosed } from '../signatures/fail-closed.ts';
import { readChat } from './eight-by-eight-chat.ts';
import { privateJwk, prove, requireProof, signatureHeader } from './eight-by-eight-proof.ts';
import { codes } from './eight-by-eight-status.ts';
import { readStream } from './eight-by-eight-stream.ts';
import { parseJson } from './parse-json.ts';
import type { HandshakeAnswer, Webhook, WebhookSource } from './source.ts';

/** The signature; the chat's and the stream's events stand beside it. */
const documentation = 'https://developer.8x8.com/actions-events/docs/validating-webhook-events';

const chatEvent = z.object({ eventType: z.string() });
const handshake = z.object({ eventType: z.literal('WEB_HOOK_VERIFY') });
/** Several times the documented handshake's 79 bytes. */
const handshakeBytes = 512;

/** 8x8 Contact Center: the Chat Gateway's webhooks, signed; and the event stream, as an operator's bridge posts it. */
export const eightByEight: WebhookSource = {
  transport: 'webhook',
  vendor: 'eight-by-eight',
  documentation,
  successStatus: 200,
  mediaTypes: ['application/json'],
  // Each retry has a transmission time of its own.
  toleranceSeconds: 300,
  firstParty: false,
  codes,
  options: {
    agentIds: ['agentId'],
    collectionPoints: ['queueId'],
    activity: ['status', 'contacts'],
  },

  greet: (webhook) => (isBareHandshake(webhook) ? listening : undefined),

  verify: failClosed(requireProof),

  parse: ({ body }) => parseJson(body),

  answerHandshake: (payload) => (handshake.safeParse(payload).success ? listening : undefined),

  translate: (payload, { settings }) => {
    const chat = chatEvent.safeParse(payload);
    if (!chat.success) return readStream(payload, settings);
    const events = readChat(chat.data.eventType, payload, settings);
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: prove,

  secretFrom: privateJwk,
};

/** All that the handshake asks for is success. */
const listening: HandshakeAnswer = { status: 200 };

/**
 * Whether a webhook asks without any proof if somebody is listening; it is not documented whether 8x8 signs that. One with a
 * proof has to stand up to it.
 */
function isBareHandshake({ headers, method, body }: Webhook): boolean {
  const claims = [signatureHeader, 'authorization'].some((name) => Object.hasOwn(headers, name));
  if (claims || method !== 'POST' || body.length > handshakeBytes) return false;
  try {
    return handshake.safeParse(parseJson(body)).success;
  } catch {
    // What cannot be read is no handshake, and is refused like anything without proof.
    return false;
  }
}
