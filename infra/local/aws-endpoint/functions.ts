import type { FunctionDefinition } from '../deployment.ts';
import { TooManyRequests } from '../lambda/errors.ts';
import { functionArnOf } from '../template/function-arn.ts';
import type { AwsAnswer, AwsCall, LocalService } from './aws-call.ts';
import { AwsRefusal } from './aws-refusal.ts';
import { logGroupOf } from './logs/log-service.ts';

/** `Event` answers as soon as Lambda has taken the event; `RequestResponse` when the function has ended. */
export type InvocationType = 'RequestResponse' | 'Event';

export type InvocationResult = {
  /** What the function returned as JSON, or the error object. */
  readonly payload: Buffer;
  /** `Unhandled` where the function threw, ran out of time or died. */
  readonly functionError?: string | undefined;
};

/** Invokes a function of the deployment by its ARN; throws TooManyRequests where all its concurrency is in use. */
export type InvokeFunction = (
  functionArn: string,
  payload: Buffer,
  type: InvocationType,
) => Promise<InvocationResult>;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const payloadLimits: Readonly<Record<InvocationType, number>> = {
  RequestResponse: 6 * 1024 * 1024,
  Event: 1024 * 1024,
};

/** Lambda's Invoke and ListFunctions. */
export function functionService(options: {
  readonly region: string;
  readonly accountId: string;
  readonly functions: readonly FunctionDefinition[];
  readonly invoke: InvokeFunction;
}): LocalService {
  const arnOf = ({ input }: AwsCall) => functionArnOf(String(input['FunctionName']), options);
  return {
    permissionsFor: (call) =>
      call.action === 'ListFunctions'
        ? [{ action: 'lambda:ListFunctions', resource: '*' }]
        : [{ action: 'lambda:InvokeFunction', resource: arnOf(call) }],
    answer: async (call) => {
      if (call.action === 'ListFunctions') return listAnswer(options.functions);
      const arn = arnOf(call);
      if (!options.functions.some((each) => each.arn === arn))
        throw new AwsRefusal('ResourceNotFoundException', `Function not found: ${arn}`, 404);
      const type = invocationType(call);
      if (type === 'DryRun') return { status: 204, headers: {}, body: '' };
      if (call.body.length > payloadLimits[type])
        throw new AwsRefusal(
          'RequestTooLargeException',
          `${call.body.length} byte payload is too large for the ${type} invocation type (limit ${payloadLimits[type]} bytes)`,
          413,
        );
      const payload = call.body.length > 0 ? call.body : Buffer.from('{}');
      const result = await options.invoke(arn, payload, type).catch(refuseThrottled);
      return type === 'Event' ? { status: 202, headers: {}, body: '' } : answerOf(result);
    },
  };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
function listAnswer(functions: readonly FunctionDefinition[]): AwsAnswer {
  const Functions = functions.map(({ name, arn, description, environment }) => ({
    FunctionName: name,
    FunctionArn: arn,
    Description: description ?? '',
    Environment: { Variables: environment },
    LoggingConfig: { LogFormat: 'JSON', LogGroup: logGroupOf(name) },
  }));
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ Functions }),
  };
}

function invocationType({ headers }: AwsCall): InvocationType | 'DryRun' {
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'RequestResponse' || type === 'Event' || type === 'DryRun') return type;
  throw new AwsRefusal(
    'InvalidParameterValueException',
    `The invocation type ${type} is none of RequestResponse, Event, DryRun`,
  );
}

function refuseThrottled(error: unknown): never {
  if (!(error instanceof TooManyRequests)) throw error;
  throw new AwsRefusal('TooManyRequestsException', error.message, 429);
}

function answerOf({ payload, functionError }: InvocationResult): AwsAnswer {
  const headers = {
    'content-type': 'application/json',
    'x-amz-executed-version': '$LATEST',
    ...(functionError && { 'x-amz-function-error': functionError }),
  };
  return { status: 200, headers, body: payload };
}
