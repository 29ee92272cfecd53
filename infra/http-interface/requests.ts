import { cloudEventAttributes } from '../../shared/sources/cloud-events.ts';
import { toJsonSchema } from './event-schemas.ts';
import { batchExamples, cloudEventExamples, eventExamples } from './examples.ts';

const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const requestBody = {
  required: true,
  description:
    'The bytes as they are signed, at most 1 MiB. The schemas are those of a source of the vendor standard; any other source takes what ' +
    'its vendor posts, application/json included, which the vendor documents.',
  content: {
    'application/json': { schema: schema('Events'), examples: eventExamples },
    'application/cloudevents+json': { schema: schema('CloudEvent'), examples: cloudEventExamples },
    'application/cloudevents-batch+json': {
      schema: { type: 'array', items: schema('CloudEvent') },
      examples: batchExamples,
    },
    '*/*': { schema: true },
  },
};

/** The headers that prove a request to `standard`: https://www.standardwebhooks.com */
const signature = [
  {
    name: 'webhook-id',
    description: 'The request’s, the same whenever it is sent again.',
    example: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
  },
  {
    name: 'webhook-timestamp',
    description: 'When this attempt was made, in Unix seconds; at most 300 seconds from now.',
    example: '1795424482',
  },
  {
    name: 'webhook-signature',
    description:
      'Over id, time and body: v1 (HMAC-SHA256) or v1a (ed25519), Base64; several are parted by a space, and one has to match.',
    example: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
].map(({ name, ...rest }) => ({
  name,
  in: 'header',
  required: false,
  ...rest,
  description: `${rest.description} A source of standard needs it.`,
  schema: { type: 'string' },
}));

/** Binary mode of CloudEvents: the attributes are headers, which no signature covers, and the body is the data. */
const binary = Object.entries(toJsonSchema(cloudEventAttributes).properties ?? {})
  .filter(([name]) => name !== 'datacontenttype')
  .map(([name, property]) => ({
    name: `ce-${name}`,
    in: 'header',
    required: false,
    description: 'Of a CloudEvent in binary mode, percent-encoded; no signature covers it.',
    schema: name === 'time' ? { type: 'string', format: 'date-time' } : property,
  }));

export const postParameters = [...signature, ...binary];

export const optionsParameters = [
  {
    name: 'webhook-request-origin',
    in: 'header',
    required: true,
    description: 'Who asks to deliver: 1 to 255 characters of visible ASCII. Without it the answer is 405.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
    example: 'acd.example.com',
  },
  {
    name: 'webhook-request-rate',
    in: 'header',
    required: false,
    description: 'Requests a minute that are asked for; what is asked is granted.',
    schema: { type: 'string', pattern: '^\\d{1,9}$' },
    example: '120',
  },
];
