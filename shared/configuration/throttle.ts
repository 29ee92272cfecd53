import * as z from 'zod/mini';

/** A throttle of the gateway, which answers 429 above it; API Gateway's own limits of an account are the highest. */
export const throttleRates = {
  requestsPerSecond: z.int().check(z.gte(1), z.lte(10_000)),
  burst: z.int().check(z.gte(1), z.lte(5000)),
} as const;
