import { ChangeMessageVisibilityCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { Random } from './random.ts';

/** How often SQS hands a message out a second time though it is being handled. */
const duplicateChance = 0.03;

/** Makes a mapping's SQS do what it never promised not to: hand messages out twice, and in any order. */
export function tamperWith(client: SQSClient, random: Random, onDuplicate: () => void): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      if (context['commandName'] !== 'ReceiveMessageCommand') return answer;
      const output = answer.output as { Messages?: Message[] };
      const { QueueUrl } = args.input as { QueueUrl: string };
      const received = output.Messages ?? [];
      for (const { ReceiptHandle } of received.filter(() => random.chance(duplicateChance))) {
        onDuplicate();
        await client.send(
          new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
        );
      }
      const shuffled = received
        .map((message) => ({ message, place: random.next() }))
        .toSorted((one, other) => one.place - other.place);
      return { ...answer, output: { ...answer.output, Messages: shuffled.map(({ message }) => message) } };
    },
    { step: 'initialize', name: 'tamper' },
  );
}
