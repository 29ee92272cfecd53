import { originalWebhook } from '../../../shared/receive-webhook/original.ts';

/** A dead letter's original as what it holds where it is JSON, and so the body within a webhook; every other text as it is. */
export function readableOriginal(original: string): unknown {
  const data = jsonOr(original);
  const webhook = originalWebhook.safeParse(data);
  if (!webhook.success) return data;
  const { body, ...rest } = webhook.data;
  return { ...rest, body: rest.bodyEncoding === 'utf8' ? jsonOr(body) : body };
}

/** The same as text of as many lines as JSON laid out has. */
export function originalText(original: string): string {
  const data = readableOriginal(original);
  return typeof data === 'string' ? data : JSON.stringify(data, null, 2);
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
