import type { Agent } from 'undici';
import * as z from 'zod/mini';
import type { AwsAnswer, AwsCall, LocalService, NeededPermission } from './aws-call.ts';
import { forward } from './forward.ts';

/** A batch call needs the permission of the single one. */
const batchActions: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** Codes that the query protocol, and with it the SDK's `Code`, writes with a prefix; the emulator prefixes all. */
const prefixedCodes = new Set([
  'BatchEntryIdsNotDistinct',
  'BatchRequestTooLong',
  'EmptyBatchRequest',
  'InvalidBatchEntryId',
  'MessageNotInflight',
  'NonExistentQueue',
  'PurgeQueueInProgress',
  'QueueDeletedRecently',
  'TooManyEntriesInBatchRequest',
  'UnsupportedOperation',
]);

const withQueueUrl = z.looseObject({ QueueUrl: z.string() });
const withQueueUrls = z.looseObject({ QueueUrls: z._default(z.array(z.string()), []) });

/** SQS over an emulator; its queue URLs name a host that does not resolve, so they are rewritten to `url`. */
export function queueService(options: {
  readonly agent: Agent;
  readonly origin: string;
  readonly url: string;
  readonly arnPrefix: string;
}): LocalService {
  return {
    permissionsFor: ({ action, input }): NeededPermission[] => [
      {
        action: `sqs:${batchActions[action] ?? action}`,
        resource: `${options.arnPrefix}${queueName(input) ?? '*'}`,
      },
    ],
    answer: async (call) => {
      const answer = await forward(options.agent, options.origin, call);
      if (answer.status >= 400) return withPlainCode(answer);
      if (call.action === 'ListQueues') return withLocalUrls(answer, options.url);
      return namesQueue(call) ? withLocalUrl(answer, options.url) : answer;
    },
  };
}

function queueName({ QueueUrl, QueueName }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof QueueUrl === 'string') return QueueUrl.split('/').at(-1);
  return typeof QueueName === 'string' ? QueueName : undefined;
}

function namesQueue({ action }: AwsCall): boolean {
  return action === 'CreateQueue' || action === 'GetQueueUrl';
}

function withLocalUrl(answer: AwsAnswer, url: string): AwsAnswer {
  const output = withQueueUrl.parse(JSON.parse(answer.body.toString()));
  return { ...answer, body: JSON.stringify({ ...output, QueueUrl: localUrl(output.QueueUrl, url) }) };
}

function withLocalUrls(answer: AwsAnswer, url: string): AwsAnswer {
  const output = withQueueUrls.parse(JSON.parse(answer.body.toString()));
  const QueueUrls = output.QueueUrls.map((each) => localUrl(each, url));
  return { ...answer, body: JSON.stringify({ ...output, QueueUrls }) };
}

function localUrl(queueUrl: string, url: string): string {
  return `${url}${new URL(queueUrl).pathname}`;
}

function withPlainCode(answer: AwsAnswer): AwsAnswer {
  const error = answer.headers['x-amzn-query-error'];
  const [, code = '', fault] = /^AWS\.SimpleQueueService\.(\w+);(\w+)$/.exec(error ?? '') ?? [];
  if (!code || prefixedCodes.has(code)) return answer;
  return { ...answer, headers: { ...answer.headers, 'x-amzn-query-error': `${code};${fault}` } };
}
