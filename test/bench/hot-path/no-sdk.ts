import type { Exchange } from './stand-ins.ts';

/**
 * Stands in for the SDK's packages in a bundle, so that what a handler does itself can be measured without them: every
 * command succeeds at once. The secret and what was sent are passed through `globalThis`, the bundle having no other way out.
 */
function exchange(): Exchange {
  return Reflect.get(globalThis, Symbol.for('hot-path'));
}

class Client {
  async send(command: Command): Promise<unknown> {
    if (command instanceof GetSecretValueCommand) {
      const { SecretId } = Object(command.input);
      return { SecretString: exchange().secretOf(SecretId), VersionId: 'a-version' };
    }
    exchange().take(command.input);
    return { MessageId: 'a-message' };
  }
}

class Command {
  readonly input: unknown;
  constructor(input: unknown) {
    this.input = input;
  }
}

export class SQSClient extends Client {}
export class LambdaClient extends Client {}
export class SecretsManagerClient extends Client {}
export class DynamoDBClient extends Client {}
export class SendMessageCommand extends Command {}
export class SendMessageBatchCommand extends Command {}
export class ChangeMessageVisibilityBatchCommand extends Command {}
export class GetSecretValueCommand extends Command {}
export class PutSecretValueCommand extends Command {}
export class UpdateSecretVersionStageCommand extends Command {}
export class InvokeCommand extends Command {}
export class PutItemCommand extends Command {}
export class GetItemCommand extends Command {}
export class UpdateItemCommand extends Command {}
export class DeleteItemCommand extends Command {}
export class BatchGetItemCommand extends Command {}
export class QueryCommand extends Command {}
export class ConditionalCheckFailedException extends Error {}
export class ResourceNotFoundException extends Error {}

export async function* paginateQuery(): AsyncGenerator<never> {}
