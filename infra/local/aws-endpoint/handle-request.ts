import { randomUUID } from 'node:crypto';
import type { AuthorizationRequest, Decision } from '../iam/authorizer.ts';
import { type AwsAnswer, type AwsCall, type LocalService, readCall, type ServiceName } from './aws-call.ts';
import { AwsRefusal } from './aws-refusal.ts';
import type { Caller } from './credentials.ts';
import type { HttpRequest, HttpResponse } from './listen.ts';
import { refusalAnswer } from './refusal-answer.ts';

/** A call that IAM refused. */
export type Denial = { readonly role: string; readonly action: string; readonly resource: string };

export type HandlerOptions = {
  readonly services: ReadonlyMap<ServiceName, LocalService>;
  readonly callerOf: (authorization: string | undefined) => Caller | undefined;
  readonly authorize: (request: AuthorizationRequest) => Decision;
  readonly onDenied: (denial: Denial) => void;
};

/** DynamoDB takes the largest requests: a batch of 16 MB. */
const maxBodyBytes = 16 * 1024 * 1024;

/** Answers one HTTP request of an AWS SDK; never rejects. */
export async function handleRequest(
  request: HttpRequest,
  response: HttpResponse,
  options: HandlerOptions,
): Promise<void> {
  let call: AwsCall | undefined;
  let answer: AwsAnswer;
  try {
    const body = await readBody(request);
    call = readCall({ url: request.url ?? '/', headers: request.headers, body });
    answer = await answerCall(call, options);
  } catch (error) {
    answer = refusalAnswer(refusalOf(error), call?.service);
  }
  if (response.destroyed) return;
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries({ 'x-amzn-requestid': randomUUID(), ...answer.headers }))
    response.setHeader(name, value);
  response.end(answer.body);
}

async function answerCall(call: AwsCall, options: HandlerOptions): Promise<AwsAnswer> {
  const service = options.services.get(call.service);
  if (!service) throw new AwsRefusal('ServiceUnavailable', `${call.service} is not up yet`, 503);
  const caller = options.callerOf(call.headers.authorization);
  if (!caller) throw unknownCaller(call.service);
  if (caller !== 'administrator') {
    for (const needed of service.permissionsFor(call)) {
      const decision = options.authorize({ roleArn: caller.roleArn, ...needed });
      if (decision.allowed) continue;
      options.onDenied({ role: caller.roleArn, ...needed });
      throw denied(call.service, decision.message);
    }
  }
  return service.answer(call, caller);
}

function unknownCaller(service: ServiceName): AwsRefusal {
  const code = service === 'sqs' ? 'InvalidClientTokenId' : 'UnrecognizedClientException';
  return new AwsRefusal(code, 'The security token included in the request is invalid.', 403);
}

/** SQS and Lambda answer 403, the others 400. */
function denied(service: ServiceName, message: string): AwsRefusal {
  const code = service === 'sqs' ? 'AccessDenied' : 'AccessDeniedException';
  return new AwsRefusal(code, message, service === 'sqs' || service === 'lambda' ? 403 : 400);
}

/** SDKs retry a 500, as they would AWS's own. */
function refusalOf(error: unknown): AwsRefusal {
  return error instanceof AwsRefusal ? error : new AwsRefusal('InternalFailure', String(error), 500);
}

async function readBody(request: HttpRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maxBodyBytes)
      throw new AwsRefusal('RequestEntityTooLarge', `A request may have at most ${maxBodyBytes} bytes`, 413);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
