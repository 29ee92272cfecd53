import type { Agent } from 'undici';
import type { AwsAnswer, AwsCall } from './aws-call.ts';

const passedOn = ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'] as const;
const passedBack = ['content-type', 'x-amzn-query-error', 'x-amzn-requestid', 'x-amz-crc32'] as const;

/** Passes a call on to the emulator at `origin`, which takes any credentials. */
export async function forward(agent: Agent, origin: string, call: AwsCall): Promise<AwsAnswer> {
  const headers = passedOn.flatMap((name) => {
    const value = call.headers[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
  const answer = await agent.request({
    origin,
    path: '/',
    method: 'POST',
    headers: Object.fromEntries(headers),
    body: call.body,
  });
  const back = passedBack.flatMap((name) => {
    const value = answer.headers[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(back),
    body: Buffer.from(await answer.body.arrayBuffer()),
  };
}
