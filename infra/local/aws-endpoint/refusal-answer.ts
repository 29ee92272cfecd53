import type { AwsAnswer, ServiceName } from './aws-call.ts';
import type { AwsRefusal } from './aws-refusal.ts';

const json11 = new Set<ServiceName>(['secretsmanager', 'events', 'kinesis']);

/** A refusal in the form each service's protocol gives it; SDKs read the name from the header or from `__type`. */
export function refusalAnswer({ code, message, status }: AwsRefusal, service?: ServiceName): AwsAnswer {
  return {
    status,
    headers: {
      'content-type': `application/x-amz-json-${service && json11.has(service) ? '1.1' : '1.0'}`,
      'x-amzn-errortype': code,
      ...(service === 'sqs' && { 'x-amzn-query-error': `${code};Sender` }),
    },
    body: JSON.stringify(
      service === 'lambda' ? { Type: 'User', Message: message } : { __type: code, message, Message: message },
    ),
  };
}
