/** Does the work for each of them, so many at a time. Rejects with the first failure, once all that was begun has ended. */
export async function someAtOnce<Part>(
  parts: readonly Part[],
  atOnce: number,
  work: (part: Part) => Promise<void>,
): Promise<void> {
  const waiting = parts.values();
  const worker = async () => {
    for (const part of waiting) await work(part);
  };
  const workers = Array.from({ length: Math.min(atOnce, parts.length) }, worker);
  const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
