import { InvokeCommand, type InvokeCommandOutput, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { Unavailable } from '../errors.ts';
import { type RefreshAnswer, type RefreshRequest, refreshAnswer } from '../refresh-token/refresh-request.ts';

/**
 * The run goes on when we stop waiting, and stores its token for the next who asks; a delivery that waited longer
 * might itself be cut off by its timeout.
 */
const waitMs = 10_000;

export type InvokeRefresh = (request: RefreshRequest) => Promise<RefreshAnswer>;

/** What Lambda answers where the function threw. */
const failure = z.object({ errorType: z.string(), errorMessage: z.string() });

/** Runs refresh-token and waits for its answer; throws Unavailable where it cannot be invoked or fails. */
export function createRefreshFunction(client: LambdaClient, functionName: string): InvokeRefresh {
  return async (request) => {
    const output = await invoke(client, functionName, request);
    const payload = parseJson(output.Payload);
    if (output.FunctionError) throw failed(functionName, payload);
    const answer = refreshAnswer.safeParse(payload);
    if (!answer.success) throw new Unavailable(`${functionName} answered nothing that was understood`);
    return answer.data;
  };
}

async function invoke(
  client: LambdaClient,
  functionName: string,
  request: RefreshRequest,
): Promise<InvokeCommandOutput> {
  const command = new InvokeCommand({
    FunctionName: functionName,
    InvocationType: 'RequestResponse',
    Payload: JSON.stringify(request),
  });
  try {
    return await client.send(command, { abortSignal: AbortSignal.timeout(waitMs) });
  } catch (cause) {
    throw new Unavailable(
      `${functionName} could not be invoked or did not answer within ${waitMs / 1000} seconds`,
      { cause },
    );
  }
}

function failed(functionName: string, payload: unknown): Unavailable {
  const parsed = failure.safeParse(payload);
  const reason = parsed.success ? `${parsed.data.errorType}: ${parsed.data.errorMessage}` : 'no reason given';
  return new Unavailable(`${functionName} failed (${reason})`);
}

/** What is no JSON is no answer: the caller's schema refuses it. */
function parseJson(payload: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(payload ?? []).toString('utf8'));
  } catch {
    return undefined;
  }
}
