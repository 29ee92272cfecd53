/**
 * A line of the gateway's access log, by the gateway's variables. The path goes without its query: some vendors put a token there. What
 * CloudWatch tells of a line anyway (its time) and what follows from the rest is left out: each webhook pays for its line.
 */
export const accessLogFields = {
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  requestBytes: '$context.requestLength',
  latencyMs: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};
