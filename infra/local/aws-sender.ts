import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../shared/errors.ts';
import type { Credentials } from './aws-endpoint/credentials.ts';
import type { RunningAssembly } from './run-assembly.ts';

/** Where events of vendors without webhooks are put: an AWS endpoint, and the stream of those that do not come over a bus. */
export type AwsInlet = {
  readonly url: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly streamName: string | undefined;
};

/** Puts events where AWS and its partners put them. */
export type AwsSender = {
  /** Throws ConfigurationError where the bus or the stream does not take it. */
  readonly send: (event: Buffer) => Promise<void>;
  readonly close: () => void;
};

const busEvent = z.object({
  'detail-type': z.string(),
  source: z.string(),
  time: z.string(),
  resources: z.array(z.string()),
  detail: z.unknown(),
});
type BusEvent = z.infer<typeof busEvent>;
/** What a stream's records are ordered by: the agent, or the contact. */
const streamRecord = z.object({ AgentARN: z.optional(z.string()), ContactId: z.optional(z.string()) });

/** The inlet of a run on this machine, whose administrator stands in for AWS and its partners. */
export function inletOf({ aws, deployment }: Pick<RunningAssembly, 'aws' | 'deployment'>): AwsInlet {
  const { url, region, administrator: credentials } = aws;
  return { url, region, credentials, streamName: deployment.streams[0]?.name };
}

export function createAwsSender({ url, region, credentials, streamName }: AwsInlet): AwsSender {
  const settings = { endpoint: url, region, credentials };
  const bus = new EventBridgeClient(settings);
  const stream = new KinesisClient(settings);
  return {
    send: async (event) => {
      const data: unknown = JSON.parse(event.toString('utf8'));
      const onBus = busEvent.safeParse(data);
      if (onBus.success) return await putEvent(bus, onBus.data);
      const { AgentARN, ContactId } = streamRecord.parse(data);
      const PartitionKey = AgentARN ?? ContactId ?? 'none';
      await stream.send(new PutRecordCommand({ StreamName: streamName, Data: event, PartitionKey }));
    },
    close: () => {
      bus.destroy();
      stream.destroy();
    },
  };
}

/** A partner's events come over the bus of the partner's source, AWS's own over the default one. */
async function putEvent(bus: EventBridgeClient, event: BusEvent): Promise<void> {
  const { source, 'detail-type': DetailType, time, resources, detail } = event;
  const EventBusName = source.startsWith('aws.partner/') ? source : 'default';
  const entry = {
    EventBusName,
    Source: source,
    DetailType,
    Time: new Date(time),
    Resources: resources,
    Detail: JSON.stringify(detail),
  };
  const { Entries } = await bus.send(new PutEventsCommand({ Entries: [entry] }));
  const [refused] = (Entries ?? []).filter(({ ErrorCode }) => ErrorCode !== undefined);
  if (refused)
    throw new ConfigurationError(
      `the bus ${EventBusName} did not take the event: ${refused.ErrorCode} ${refused.ErrorMessage}`,
    );
}
