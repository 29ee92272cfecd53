import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DeadLetter } from './dead-letters.ts';

/** An item holds 400 KB at most, names and all; what is left of it is for everything but the original. */
export const maxOriginalBytes = 350 * 1024;

/** An API's words may be a page; this much of them says what was wrong. */
const maxDetailLength = 4000;

const partitionPrefix = 'dead-letter#';

/** The partitions that the heads of all dead letters lie in. */
export const deadLetterPartitions = [...'0123456789abcdef'].map((digit) => partitionPrefix + digit);

export type DeadLetterItem = Record<string, AttributeValue> & { firstSeenAt: AttributeValue };

/**
 * The items of one dead letter: its head, spread over sixteen partitions (`dead-letter#0` to `#f`), and the parts of
 * its gzipped original where that does not fit into the head. Parts are keyed by the original's own hash, so that
 * writing them again adds nothing and a different original of the same id never mixes with them; they say when they
 * were written, so that who removes an old letter leaves alone what a newer one has written meanwhile.
 */
export function itemsOf(letter: DeadLetter): {
  head: DeadLetterItem;
  parts: Record<string, AttributeValue>[];
} {
  // Loaded with the first dead letter, since every cold start would take longer by it.
  const original = process.getBuiltinModule('node:zlib').gzipSync(letter.original);
  const key = `${letter.source}/${letter.id}`.toWellFormed();
  const keyHash = sha256(key);
  const head = { pk: { S: partitionPrefix + keyHash[0] }, sk: { S: key }, ...attributesOf(letter) };
  if (original.length <= maxOriginalBytes) return { head: { ...head, original: { B: original } }, parts: [] };

  const pk = `dead-letter-original#${keyHash}#${sha256(letter.original)}`;
  const parts = Array.from({ length: Math.ceil(original.length / maxOriginalBytes) }, (_, index) => ({
    pk: { S: pk },
    sk: { S: String(index).padStart(4, '0') },
    original: { B: original.subarray(index * maxOriginalBytes, (index + 1) * maxOriginalBytes) },
    lastSeenAt: { S: letter.lastSeenAt },
  }));
  return { head: { ...head, partsPk: { S: pk }, parts: { N: String(parts.length) } }, parts };
}

function attributesOf(letter: DeadLetter) {
  const { id, reason, detail, source, accountId, firstSeenAt, lastSeenAt } = letter;
  const { attempts, correlationId, status, row, counts } = letter;
  return {
    id: { S: id.toWellFormed() },
    reason: { S: reason },
    detail: { S: detail.slice(0, maxDetailLength).toWellFormed() },
    source: { S: source },
    accountId: { S: accountId },
    firstSeenAt: { S: firstSeenAt },
    lastSeenAt: { S: lastSeenAt },
    ...(attempts === undefined ? {} : { attempts: { N: String(attempts) } }),
    ...(correlationId === undefined ? {} : { correlationId: { S: correlationId } }),
    ...(status === undefined ? {} : { status: { N: String(status) } }),
    ...(row === undefined ? {} : { row: { S: row.toWellFormed() } }),
    ...(counts === undefined ? {} : { counts: { M: numbers(counts) } }),
  };
}

function numbers(counts: Readonly<Record<string, number>>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, { N: String(count) }]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
