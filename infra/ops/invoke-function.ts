import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { Unavailable } from '../../shared/errors.ts';

/** What Lambda answers where the function threw. */
const failure = z.object({ errorType: z.string(), errorMessage: z.string() });

/** What a function answers, undefined where that is no JSON; throws Unavailable where it does not answer, or fails. */
export async function invokeFunction(
  client: LambdaClient,
  functionName: string,
  payload: string,
): Promise<unknown> {
  const { Payload, FunctionError } = await invoke(client, functionName, payload);
  const data = jsonIn(Buffer.from(Payload ?? []).toString('utf8'));
  if (FunctionError) throw failed(functionName, data);
  return data;
}

/** The answer as this version of the adapter gives it; throws Unavailable where an older one answered something else. */
export function understood<Answer>(schema: z.ZodMiniType<Answer>, data: unknown, what: string): Answer {
  const answer = schema.safeParse(data);
  if (!answer.success) throw new Unavailable(`${what}: deploy this version of the adapter`);
  return answer.data;
}

async function invoke(client: LambdaClient, FunctionName: string, Payload: string) {
  try {
    return await client.send(new InvokeCommand({ FunctionName, InvocationType: 'RequestResponse', Payload }));
  } catch (cause) {
    const words = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new Unavailable(`${FunctionName} could not be invoked (${words})`, { cause });
  }
}

function failed(functionName: string, data: unknown): Unavailable {
  const { data: known } = failure.safeParse(data);
  const reason = known ? `${known.errorType}: ${known.errorMessage}` : 'no reason given';
  return new Unavailable(`${functionName} failed (${reason})`);
}

/** What is no JSON is no answer: the schemas refuse it. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
