/** How many entries one batch call of SQS takes. */
export const maxEntries = 10;

/** What the bodies of one call may weigh together, in bytes: 1 MiB, with room for the entries' ids. */
export const maxBatchBytes = 1_048_576 - 1024;

/**
 * The bodies in batches that SQS takes in one call, in their order.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export function batchesOf(bodies: readonly string[]): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const weight = Buffer.byteLength(body);
    if (batch.length === maxEntries || (batch.length > 0 && bytes + weight > maxBatchBytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(body);
    bytes += weight;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
