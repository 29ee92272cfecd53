import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod/mini';
import { AwsRefusal } from './aws-refusal.ts';
import type { Caller } from './credentials.ts';

export const serviceNames = [
  'sqs',
  'dynamodb',
  'secretsmanager',
  'lambda',
  'events',
  'kinesis',
  'cloudwatch',
  'logs',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** One call of an AWS SDK. */
export type AwsCall = {
  readonly service: ServiceName;
  /** As the service names it: `SendMessageBatch`. */
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type AwsAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** What IAM is asked before a call is answered. */
export type NeededPermission = { readonly action: string; readonly resource: string };

/** A service of the endpoint. */
export type LocalService = {
  readonly permissionsFor: (call: AwsCall) => readonly NeededPermission[];
  readonly answer: (call: AwsCall, caller: Caller) => Promise<AwsAnswer>;
};

const targets: Readonly<Record<string, ServiceName>> = {
  AmazonSQS: 'sqs',
  DynamoDB_20120810: 'dynamodb',
  secretsmanager: 'secretsmanager',
  AWSEvents: 'events',
  Kinesis_20131202: 'kinesis',
  GraniteServiceVersion20100801: 'cloudwatch',
  Logs_20140328: 'logs',
};

const json = z.record(z.string(), z.unknown());

/** The call an HTTP request makes: the JSON protocol names it in a header, Lambda's REST API in the path. */
export function readCall(request: {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}): AwsCall {
  const { url, headers, body } = request;
  const invoked = /^\/2015-03-31\/functions\/([^/?]+)\/invocations/.exec(url)?.[1];
  if (invoked !== undefined) {
    const input = { FunctionName: decodeURIComponent(invoked) };
    return { service: 'lambda', action: 'Invoke', input, headers, body };
  }
  if (/^\/2015-03-31\/functions\/?(\?|$)/.test(url))
    return { service: 'lambda', action: 'ListFunctions', input: {}, headers, body };
  const [prefix = '', action = ''] = String(headers['x-amz-target'] ?? '').split('.');
  const service = targets[prefix];
  if (service) return { service, action, input: parseInput(body), headers, body };
  throw new AwsRefusal(
    'UnknownOperationException',
    `The local endpoint has ${serviceNames.join(', ')}; it does not know ${headers['x-amz-target'] ?? url}`,
  );
}

function parseInput(body: Buffer): Record<string, unknown> {
  try {
    return json.parse(JSON.parse(body.toString('utf8') || '{}'));
  } catch (cause) {
    throw new AwsRefusal('SerializationException', `The body is not a JSON object: ${String(cause)}`);
  }
}
