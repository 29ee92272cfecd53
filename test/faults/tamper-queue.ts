import { ChangeMessageVisibilityCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { Random } from './random.ts';

type Received = { readonly messages: readonly Message[]; readonly queueUrl: string };

/** Lets a test see what SQS hands out to a mapping, and hand out something else. */
export function onReceived(
  client: SQSClient,
  handOut: (received: Received) => Promise<readonly Message[]>,
): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      if (context['commandName'] !== 'ReceiveMessageCommand') return answer;
      const { Messages: messages = [] } = answer.output as { Messages?: Message[] };
      const { QueueUrl: queueUrl } = args.input as { QueueUrl: string };
      const Messages = await handOut({ messages, queueUrl });
      return { ...answer, output: { ...answer.output, Messages } };
    },
    { step: 'initialize', name: 'on-received' },
  );
}

/** How often SQS hands a message out a second time though it is being handled. */
const duplicateChance = 0.03;

/** Makes a mapping's SQS do what it never promised not to: hand messages out twice, and in any order. */
export function tamperWith(client: SQSClient, random: Random, onDuplicate: () => void): void {
  onReceived(client, async ({ messages, queueUrl: QueueUrl }) => {
    for (const { ReceiptHandle } of messages.filter(() => random.chance(duplicateChance))) {
      onDuplicate();
      const seenByOthers = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
      await client.send(new ChangeMessageVisibilityCommand(seenByOthers));
    }
    return messages
      .map((message) => ({ message, place: random.next() }))
      .toSorted((one, other) => one.place - other.place)
      .map(({ message }) => message);
  });
}
