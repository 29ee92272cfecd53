import type * as sdk from '@aws-sdk/client-dynamodb';

/**
 * In place of `@aws-sdk/client-dynamodb` in the bundle of receive-webhook, which writes dead letters and nothing else: the SDK's
 * client lies in a file beside the bundle, and is loaded with the first of them. Whatever else a function wanted of it does not build.
 */
export class DynamoDBClient {
  readonly #settings: sdk.DynamoDBClientConfig;
  #client: sdk.DynamoDBClient | undefined;

  constructor(settings: sdk.DynamoDBClientConfig) {
    this.#settings = settings;
  }

  async send({ input }: PutItemCommand): Promise<sdk.PutItemCommandOutput> {
    const loaded = await import('#dynamodb');
    this.#client ??= new loaded.DynamoDBClient(this.#settings);
    return await this.#client.send(new loaded.PutItemCommand(input));
  }
}

export class PutItemCommand {
  readonly input: sdk.PutItemCommandInput;

  constructor(input: sdk.PutItemCommandInput) {
    this.input = input;
  }
}

/** The SDK's own class is in that file, so that an error is known by its name. */
export const ConditionalCheckFailedException = {
  [Symbol.hasInstance]: (error: unknown): boolean =>
    error instanceof Error && error.name === 'ConditionalCheckFailedException',
};
