import { type ProblemCode, problemExample } from './answers.ts';
import { vendorsThat } from './vendors-answers.ts';

const requestId = { 'x-request-id': { $ref: '#/components/headers/RequestId' } };

type Headers = Readonly<Record<string, object>>;

/** Every answer that the adapter itself gives names its request; the gateway's own do not. */
function answer(
  description: string,
  { headers = {}, content = {} }: { headers?: Headers; content?: object },
) {
  return { description, headers: { ...requestId, ...headers }, content };
}

function json(schema: string, example: object) {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` }, example } };
}

function problemAnswer(
  description: string,
  example: object,
  { headers = {}, schema = 'Problem' }: { headers?: Headers; schema?: string } = {},
) {
  const reference = { $ref: `#/components/schemas/${schema}` };
  return answer(description, {
    headers,
    content: { 'application/problem+json': { schema: reference, example } },
  });
}

const retryAfter = { 'retry-after': { $ref: '#/components/headers/RetryAfter' } };
const allow = { allow: { $ref: '#/components/headers/Allow' } };
const tryAgain = 'Nothing is wrong with the request: send it again after 30 seconds.';
const refusesWithSuccess = vendorsThat(({ refusalStatus }) => refusalStatus !== undefined);
const retriesBy409 = vendorsThat(({ retryStatus }) => retryStatus !== undefined);

const plain = (code: ProblemCode, detail: string) => problemExample(code, detail);

export const methodRefused = problemAnswer(
  'A method that the source takes neither webhooks nor handshakes by.',
  plain('method-refused', 'GET is not taken here: webhooks come by POST'),
  { headers: allow },
);

export const senderRefused = problemAnswer(
  'An address that the source is not configured to send from (`address-refused`), or a request past the firewall that stands before ' +
    'the adapter (`front-bypassed`); only where the configuration asks for either.',
  plain('address-refused', 'the source does not send from 203.0.113.7: its allowedIps name where it does'),
);

export const unknownSource = problemAnswer(
  'No source of that name is configured.',
  plain('unknown-source', 'no source of that name is configured: check the last part of the webhook URL'),
);

export const fromGateway = {
  description:
    'What API Gateway answers by itself: a request that is no HTTP (400), another path (404), more than 10 MB (413), more ' +
    'requests than the stage lets through (429), a function that did not answer (500, 503, 504).',
  content: json('GatewayMessage', { message: 'Internal Server Error' }),
};

const taken = 'SQS has every event of it';

/** What a POST is answered. */
export const postResponses = {
  200: answer(
    `${taken}, or it is a handshake; for ${vendorsThat(({ successStatus }) => successStatus === 200)}, and where a source's entry says so. ` +
      `${refusesWithSuccess} is answered so as well where its signature is refused.`,
    {
      headers: { 'validation-token': { $ref: '#/components/headers/ValidationToken' } },
      content: {
        'application/json': {
          schema: {
            anyOf: [{ $ref: '#/components/schemas/Receipt' }, { $ref: '#/components/schemas/Handshake' }],
          },
          example: { accepted: 1, ignored: 0 },
        },
      },
    },
  ),
  202: answer(`${taken}; for ${vendorsThat(({ successStatus }) => successStatus === 202)}.`, {
    content: json('Receipt', { accepted: 2, ignored: 0 }),
  }),
  204: answer(`${taken}; for ${vendorsThat(({ successStatus }) => successStatus === 204)}.`, {}),
  400: fromGateway,
  401: problemAnswer(
    `The signature is missing, does not match or is of a time beyond the tolerance, or no secret is stored. Not for ${refusesWithSuccess}.`,
    plain('signature-refused', 'the header webhook-signature is missing'),
  ),
  403: senderRefused,
  404: unknownSource,
  405: methodRefused,
  409: problemAnswer(
    `As 503, for ${retriesBy409}, and where a source's entry says so: a vendor that tries again after no other status.`,
    problemExample('unavailable', tryAgain, 409),
    { headers: retryAfter },
  ),
  413: problemAnswer(
    'The body is larger than 1 MiB: send the events in several requests.',
    plain(
      'body-too-large',
      'the body has 1048577 bytes, more than the 1048576 allowed: send the events in several requests',
    ),
  ),
  415: problemAnswer(
    'A content type that the source does not send.',
    plain(
      'unsupported-media-type',
      'content type text/plain is not taken here: send application/json or application/cloudevents+json or application/cloudevents-batch+json',
    ),
  ),
  422: problemAnswer(
    'Events that do not fit, each fault with its path; nothing of the request was taken. For standard alone: a vendor’s webhook that ' +
      'cannot be read is kept and answered with success.',
    {
      ...plain(
        'invalid-events',
        '1 fault in the events; nothing of this request was accepted: correct and send it whole',
      ),
      faults: [
        {
          path: 'events[2].eventTime',
          message: 'must be an RFC 3339 time, such as 2026-11-23T09:01:22.480Z',
        },
      ],
      moreFaults: 0,
    },
    { schema: 'FaultyEvents' },
  ),
  429: {
    description:
      'More requests than the stage lets through, from the gateway itself. Send again later; several vendors do not.',
    content: json('GatewayMessage', { message: 'Too Many Requests' }),
  },
  500: problemAnswer(
    'The adapter failed. Send again: what is sent twice under one identity counts once.',
    plain('unexpected', 'The adapter failed; its logs say why, under the x-request-id of this answer.'),
  ),
  503: problemAnswer(
    'A queue, the secrets or the table did not answer: nothing was taken, or not all of it. Send again.',
    plain('unavailable', tryAgain),
    { headers: retryAfter },
  ),
};
