/**
 * List prices on demand in us-east-1, in US dollars, as of 2026-08: https://aws.amazon.com/dynamodb/pricing/,
 * https://aws.amazon.com/sqs/pricing/, https://aws.amazon.com/api-gateway/pricing/, https://aws.amazon.com/lambda/pricing/,
 * https://aws.amazon.com/cloudwatch/pricing/, https://aws.amazon.com/secrets-manager/pricing/
 */
export const prices = {
  asOf: '2026-08',
  /** A write unit is 1 KB of an item. */
  perMillionWriteUnits: 0.625,
  /** A read unit is 4 KB, read consistently. */
  perMillionReadUnits: 0.125,
  /** A request of up to 64 KB. */
  perMillionQueueRequests: 0.4,
  /** A request of up to 512 KB to an HTTP API. */
  perMillionGatewayRequests: 1,
  perMillionInvocations: 0.2,
  /** On arm64. */
  perGigabyteSecond: 0.0000133334,
  /** Standard class, taken in. */
  perGigabyteLogged: 0.5,
  perMillionSecretCalls: 5,
} as const;
