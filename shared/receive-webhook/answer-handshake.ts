import { type Answer, jsonAnswer } from './answer.ts';
import type { Arrival } from './find-source.ts';
import { orUntranslatable } from './or-untranslatable.ts';
import type { Genuine } from './verify-webhook.ts';

/** The answer to a verified handshake; undefined where the webhook is none. */
export function answerHandshake({ source }: Arrival, { payload, trust }: Genuine): Answer | undefined {
  const answer = orUntranslatable(source, () => source.answerHandshake?.(payload, trust));
  if (!answer) return undefined;
  const { status, headers = {}, body } = answer;
  return body ? jsonAnswer(status, body, headers) : { statusCode: status, headers: { ...headers } };
}
