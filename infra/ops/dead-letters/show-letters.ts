import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import { originalWebhook } from '../../../shared/receive-webhook/original.ts';
import { columns, printable, type Terminal } from '../terminal.ts';
import { headOf } from './list-letters.ts';

/** Prints everything of each dead letter, its original readable where it is JSON. */
export async function showLetters(
  letters: readonly StoredDeadLetter[],
  { print }: Pick<Terminal, 'print'>,
  json: boolean,
): Promise<void> {
  for (const letter of letters) {
    const original = readable(await letter.original());
    if (json) print(JSON.stringify({ ...headOf(letter), original }));
    else for (const line of linesOf(letter, original)) print(line);
  }
}

function linesOf(letter: StoredDeadLetter, original: unknown): string[] {
  const { id, reason, detail, source, accountId, firstSeenAt, lastSeenAt, attempts, correlationId } = letter;
  const head = columns(
    Object.entries({
      id,
      reason,
      detail,
      source,
      accountId,
      firstSeenAt,
      lastSeenAt,
      attempts,
      correlationId,
    })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`${name}:`, printable(String(value))]),
  );
  const text = typeof original === 'string' ? original : JSON.stringify(original, null, 2);
  return [...head, 'original:', ...text.split('\n').map(printable)];
}

/** JSON as what it holds, and so the body within a webhook; every other text as it is. */
function readable(original: string): unknown {
  const data = jsonOr(original);
  const webhook = originalWebhook.safeParse(data);
  if (!webhook.success) return data;
  const { body, ...rest } = webhook.data;
  return { ...rest, body: rest.bodyEncoding === 'utf8' ? jsonOr(body) : body };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
