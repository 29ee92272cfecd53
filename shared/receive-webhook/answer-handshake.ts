import { orUntranslatable } from '../receive/or-untranslatable.ts';
import type { HandshakeAnswer } from '../sources/source.ts';
import { type Answer, jsonAnswer } from './answer.ts';
import type { Arrival } from './find-source.ts';
import type { Genuine } from './verify-webhook.ts';

/** The answer to a verified handshake; undefined where the webhook is none. */
export function answerHandshake({ source }: Arrival, { payload, signer }: Genuine): Answer | undefined {
  const answer = orUntranslatable(source, () => source.answerHandshake?.(payload, signer));
  return answer && handshakeAnswer(answer);
}

/** The answer to a handshake that carries no proof; undefined for a webhook that has to be verified. */
export function greetVendor({ source, webhook }: Arrival): Answer | undefined {
  const answer = source.greet?.(webhook);
  return answer && handshakeAnswer(answer);
}

function handshakeAnswer(answer: HandshakeAnswer): Answer {
  const { status, headers = {}, body } = answer;
  return body ? jsonAnswer(status, body, headers) : { statusCode: status, headers: { ...headers } };
}
