import * as z from 'zod/mini';

/** What is answered to a webhook that was taken. */
export const receipt = z.strictObject({
  accepted: z.int().check(z.gte(0), z.meta({ description: 'Events that SQS has.' })),
  ignored: z.int().check(z.gte(0), z.meta({ description: 'Parts of a kind that is not used.' })),
});

/** Every code of a problem, with the status it is answered by. */
export const problemStatuses = {
  'signature-refused': 401,
  'address-refused': 403,
  'front-bypassed': 403,
  'unknown-source': 404,
  'method-refused': 405,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'invalid-events': 422,
  configuration: 500,
  unexpected: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof problemStatuses;

const typePrefix = 'urn:cloud-connect-adapter:problem:';
const types = Object.keys(problemStatuses).map((code) => `${typePrefix}${code}`);

/** Problem details: https://www.rfc-editor.org/rfc/rfc9457 */
export const problem = z.strictObject({
  type: z
    .enum(types)
    .check(z.meta({ description: 'Stable: what to tell problems apart by. It leads nowhere.' })),
  title: z.string(),
  status: z.int(),
  detail: z.string().check(z.meta({ description: 'What was wrong and what is allowed, for a person.' })),
});

const fault = z.strictObject({
  path: z.string().check(z.meta({ description: 'Where, such as events[2].eventTime; (body) is the whole.' })),
  message: z.string(),
});

/** The problem of events that do not fit: nothing of the request was taken. */
export const faultyEvents = z.extend(problem, {
  faults: z.array(fault).check(z.maxLength(20)),
  moreFaults: z.int().check(z.gte(0), z.meta({ description: 'How many more there are than are shown.' })),
});

/** What API Gateway says by itself. */
export const gatewayMessage = z.looseObject({ message: z.string() });

export function problemExample(code: ProblemCode, detail: string, status: number = problemStatuses[code]) {
  const words = code.replaceAll('-', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return { type: `${typePrefix}${code}`, title, status, detail };
}
