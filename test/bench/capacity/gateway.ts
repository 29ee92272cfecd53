/** The gateway's throttle, a token bucket; what is above it is answered 429. */
export type Throttle = { readonly requestsPerSecond: number; readonly burst: number };

/** Those of these webhooks, each told by its time in order, that the gateway lets through. */
export function letThrough(
  arrivals: readonly number[],
  { requestsPerSecond, burst }: Throttle,
): readonly number[] {
  let tokens = burst;
  let lastAt = arrivals[0] ?? 0;
  return arrivals.filter((at) => {
    tokens = Math.min(burst, tokens + (at - lastAt) * requestsPerSecond);
    lastAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  });
}

/** The share of a steady load that the gateway lets through. */
export function shareLetThrough(webhooksPerSecond: number, { requestsPerSecond }: Throttle): number {
  return Math.min(1, requestsPerSecond / webhooksPerSecond);
}
