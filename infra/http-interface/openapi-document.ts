import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationSchema } from '../../shared/configuration/configuration.ts';
import { cloudEventJson } from '../../shared/sources/cloud-events.ts';
import { faultyEvents, gatewayMessage, problem, receipt } from './answers.ts';
import { eventSchemas, toJsonSchema } from './event-schemas.ts';
import { bodyOf } from './events-json-schema.ts';
import { optionsParameters, postParameters, requestBody } from './requests.ts';
import { fromGateway, methodRefused, postResponses, senderRefused, unknownSource } from './responses.ts';
import { vendorsThat } from './vendors-answers.ts';

export const openApiPath = join(import.meta.dirname, 'schema/openapi.json');

const place = '#/components/schemas';
const requestId = { 'x-request-id': { $ref: '#/components/headers/RequestId' } };
const otherwise = { 403: senderRefused, 404: unknownSource, 405: methodRefused, default: fromGateway };

/** The adapter's own HTTP interface, as OpenAPI 3.1: https://spec.openapis.org/oas/v3.1.1.html */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'cloud-connect-adapter',
      version: packageVersion(),
      description:
        'Takes contact-center webhooks, and first-party events (a source of the vendor standard), for CommunityWFM. What is answered ' +
        'with success is in a queue and is delivered or kept as a dead letter; what is not is to be sent again under the same identity.',
    },
    servers: [
      {
        url: 'https://{api}.execute-api.{region}.amazonaws.com',
        description: 'A deployment prints the URL of each source.',
        variables: { api: { default: 'example' }, region: { default: 'us-east-1' } },
      },
    ],
    security: [],
    paths: { '/webhooks/{source}': webhooks() },
    components: { schemas: schemas(), headers: headers() },
  };
}

function webhooks() {
  return {
    parameters: [
      {
        name: 'source',
        in: 'path',
        required: true,
        description: 'The source’s name in the deployment’s configuration.',
        schema: sourceName(),
        example: 'back-office',
      },
    ],
    post: {
      operationId: 'receiveWebhook',
      summary: 'Send events, or a vendor’s webhook',
      description:
        'A source of the vendor standard proves its requests by Standard Webhooks; what proves a vendor’s is told in the README. ' +
        'The whole answer has at most 1,024 bytes, a list of faults apart.',
      parameters: postParameters,
      requestBody,
      responses: { ...postResponses, default: fromGateway },
    },
    options: {
      operationId: 'askToDeliver',
      summary: 'The handshake of CloudEvents, before anything is delivered',
      description: `For ${vendorsThat(({ handshakeMethods = [] }) => handshakeMethods.includes('OPTIONS'))}, and where a source's entry says so. It proves nothing and allows nothing that a signature does not.`,
      parameters: optionsParameters,
      responses: {
        200: {
          description: 'Granted.',
          headers: {
            ...requestId,
            allow: { $ref: '#/components/headers/Allow' },
            'webhook-allowed-origin': {
              required: true,
              schema: { type: 'string' },
              example: 'acd.example.com',
            },
            'webhook-allowed-rate': { required: true, schema: { type: 'string' }, example: '*' },
          },
        },
        ...otherwise,
      },
    },
    head: {
      operationId: 'askForAddress',
      summary: 'Whether the address takes webhooks',
      description: `For ${vendorsThat(({ handshakeMethods = [] }) => handshakeMethods.includes('HEAD'))}, and where a source's entry says so.`,
      responses: { 200: { description: 'It does.', headers: requestId }, ...otherwise },
    },
    get: {
      operationId: 'refuseGet',
      summary: 'Nothing is read here',
      responses: otherwise,
    },
  };
}

function schemas() {
  const cloudEvent = toJsonSchema(cloudEventJson);
  return {
    Events: { description: 'One event, or several.', ...bodyOf(place) },
    ...eventSchemas(),
    CloudEvent: {
      title: 'A CloudEvent 1.0 around an event of ours',
      ...cloudEvent,
      properties: {
        ...cloudEvent.properties,
        time: {
          type: ['string', 'null'],
          format: 'date-time',
          description: 'Lent to an event without a time.',
        },
        type: {
          type: 'string',
          minLength: 1,
          description: 'The event’s type, or one that ends in it, such as com.example.agent-activity.',
        },
        datacontenttype: {
          type: ['string', 'null'],
          description: 'A media type of JSON; no other data is read.',
        },
        data: {
          description:
            'An event or a list of events, as Events has them, of which the envelope lends type, time and id where they are left out.',
        },
      },
    },
    Receipt: toJsonSchema(receipt),
    Handshake: {
      description: 'What a vendor’s handshake asks for, such as Zoom’s plainToken with its encryptedToken.',
      type: 'object',
      additionalProperties: { type: 'string' },
    },
    Problem: toJsonSchema(problem),
    FaultyEvents: toJsonSchema(faultyEvents),
    GatewayMessage: toJsonSchema(gatewayMessage),
  };
}

function headers() {
  const text = { schema: { type: 'string' } };
  return {
    RequestId: { description: 'Of the invocation, which its log lines bear.', required: true, ...text },
    RetryAfter: {
      description: 'Seconds to wait before the request is sent again.',
      required: true,
      schema: { type: 'string', pattern: '^\\d+$' },
    },
    Allow: { description: 'The methods that the source takes.', required: true, ...text },
    ValidationToken: { description: 'The handshake of RingCentral: the header that came.', ...text },
  };
}

function sourceName() {
  const { sources } = toJsonSchema(configurationSchema).properties ?? {};
  return typeof sources === 'object' && sources.propertyNames ? sources.propertyNames : { type: 'string' };
}

function packageVersion(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version;
}
