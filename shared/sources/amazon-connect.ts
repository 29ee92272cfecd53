import * as z from 'zod/mini';
import { Untranslatable } from '../errors.ts';
import { readAgentEvent } from './amazon-connect/agent-events.ts';
import { readContactEvent } from './amazon-connect/contact-events.ts';
import { lowerCasedKeys } from './amazon-connect/contact-facts.ts';
import { readContactRecord } from './amazon-connect/contact-records.ts';
import { codes } from './amazon-connect/state-codes.ts';
import type { AwsSource } from './source.ts';

/**
 * Contact events; the agent event stream and the contact records stand in .../agent-event-stream-model.html and
 * .../ctr-data-model.html beside it.
 */
const documentation = 'https://docs.aws.amazon.com/connect/latest/adminguide/contact-events.html';

const detailType = 'Amazon Connect Contact Event';

/** What tells the three kinds apart: EventBridge's envelope, an agent event, a contact record. */
const envelope = z.object({ 'detail-type': z.string() });
const agentEvent = z.object({ EventType: z.string(), AgentARN: z.string() });
const contactRecord = z.object({ ContactId: z.unknown() });

const contactEventOrigin = z.object({
  source: z.literal('aws.connect'),
  detail: z.pipe(lowerCasedKeys, z.object({ instancearn: z.string() })),
});
const streamRecordOrigin = z.object({ InstanceARN: z.string() });

const ownSettings = {
  /** As the Connect console shows it; the AWS account's id stands in it. */
  instanceArn: z
    .string()
    .check(
      z.regex(
        /^arn:aws[\w-]*:connect:[a-z\d-]+:\d{12}:instance\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
        'must be the instance’s ARN, arn:aws:connect:REGION:ACCOUNT:instance/INSTANCE-ID',
      ),
    ),
  /** A data stream that is there already and gets the agent events and contact records; the stack makes one where left out. */
  streamArn: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^arn:aws[\w-]*:kinesis:[a-z\d-]+:\d{12}:stream\/[\w.-]{1,128}$/,
          'must be a data stream’s ARN, arn:aws:kinesis:REGION:ACCOUNT:stream/NAME',
        ),
      ),
  ),
  /** The key that this stream is encrypted with, where it is a customer managed one. */
  streamKeyArn: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^arn:aws[\w-]*:kms:[a-z\d-]+:\d{12}:key\/[\w-]+$/,
          'must be a key’s ARN, arn:aws:kms:REGION:ACCOUNT:key/KEY-ID',
        ),
      ),
  ),
} as const;

/** Amazon Connect: the agent event stream and contact records over Kinesis, contact events over EventBridge. */
export const amazonConnect: AwsSource = {
  transport: 'aws',
  vendor: 'amazon-connect',
  documentation,
  firstParty: false,
  codes,
  options: {
    agentIds: ['agentId', 'Username'],
    collectionPoints: ['queueId', 'Queue.Name'],
    activity: ['status'],
    announcesPeople: true,
    settings: ownSettings,
  },

  arrival: (settings) => {
    const { instanceArn, streamArn, streamKeyArn } = z.object(ownSettings).parse(settings);
    return {
      rule: {
        source: 'aws.connect',
        detailTypes: [detailType],
        detail: { instanceArn: [instanceArn] },
      },
      stream: { ...(streamArn && { arn: streamArn }), ...(streamKeyArn && { keyArn: streamKeyArn }) },
    };
  },

  originOf: instanceOf,

  isFrom: (event, { instanceArn }) => {
    const origin = instanceOf(event);
    return origin !== undefined && origin === instanceArn;
  },

  translate: (payload, context) => {
    const events = readerOf(payload)(payload, context);
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },
};

function instanceOf(event: unknown): string | undefined {
  return (
    contactEventOrigin.safeParse(event).data?.detail.instancearn ??
    streamRecordOrigin.safeParse(event).data?.InstanceARN
  );
}

function readerOf(payload: unknown) {
  if (agentEvent.safeParse(payload).success) return readAgentEvent;
  if (contactRecord.safeParse(payload).success) return readContactRecord;
  const { data } = envelope.safeParse(payload);
  if (data) return data['detail-type'] === detailType ? readContactEvent : () => [];
  throw new Untranslatable('the event is none of amazon-connect’s: no agent event, contact event or record');
}
