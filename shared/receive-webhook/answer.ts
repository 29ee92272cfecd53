import type { WebhookSource } from '../sources/source.ts';

/** What the body of an answer may weigh, since vendors read no more; a list of faults apart. */
export const maxAnswerBytes = 1024;

/** An HTTP answer. */
export type Answer = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** How many events of a webhook were enqueued, and how many of its parts are of a kind we do not use. */
export type Receipt = { readonly accepted: number; readonly ignored: number };

export function jsonAnswer(
  statusCode: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** What the vendor takes as success; a 204 has no body, but the content type that some vendors insist on. */
export function acknowledge(
  { successStatus }: Pick<WebhookSource, 'successStatus'>,
  receipt: Receipt,
): Answer {
  return successStatus === 204
    ? { statusCode: 204, headers: { 'content-type': 'application/json' } }
    : jsonAnswer(successStatus, receipt);
}
