import type { Agent } from 'undici';
import type { AwsAnswer, AwsCall, LocalService } from './aws-call.ts';
import { forward } from './forward.ts';

type StreamOptions = {
  readonly agent: Agent;
  readonly origin: string;
  /** `arn:aws:kinesis:REGION:ACCOUNT:stream/`. */
  readonly arnPrefix: string;
};

/** No stream's name holds it, so it parts the name that an iterator is given here from the emulator's own. */
const iteratorSeparator = ':';
const iteratorFields = new Set(['ShardIterator', 'NextShardIterator']);

/**
 * Kinesis over an emulator. Kinesalite 3.3.3 takes a stream's name alone, writes ARNs of a region of its own and hides
 * in an iterator which stream it reads, where IAM must know.
 */
export function streamService({ agent, origin, arnPrefix }: StreamOptions): LocalService {
  return {
    permissionsFor: ({ action, input }) => [
      { action: `kinesis:${action}`, resource: `${arnPrefix}${streamName(input) ?? '*'}` },
    ],
    answer: async (call) => {
      const answer = await forward(agent, origin, toEmulator(call));
      const name = streamName(call.input);
      return answer.status === 200 && name !== undefined
        ? fromEmulator(answer, name, `${arnPrefix}${name}`)
        : answer;
    },
  };
}

/** What an iterator reads counts, whatever stream the call names beside it. */
function streamName({ StreamName, StreamARN, ShardIterator }: AwsCall['input']): string | undefined {
  if (typeof ShardIterator === 'string') return ShardIterator.split(iteratorSeparator)[0];
  if (typeof StreamName === 'string') return StreamName;
  return typeof StreamARN === 'string' ? StreamARN.split('/').at(-1) : undefined;
}

function toEmulator(call: AwsCall): AwsCall {
  const { StreamARN: _arn, ShardIterator, ...input } = call.input;
  const name = streamName(call.input);
  const own =
    typeof ShardIterator === 'string'
      ? { ShardIterator: ShardIterator.slice(ShardIterator.indexOf(iteratorSeparator) + 1) }
      : name !== undefined && { StreamName: name };
  return {
    ...call,
    headers: { ...call.headers, 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify({ ...input, ...own })),
  };
}

function fromEmulator(answer: AwsAnswer, name: string, arn: string): AwsAnswer {
  const text = answer.body.toString();
  if (text === '') return answer;
  const output: unknown = JSON.parse(text, (field, value: unknown) => {
    if (field === 'StreamARN') return arn;
    if (iteratorFields.has(field) && typeof value === 'string') return `${name}${iteratorSeparator}${value}`;
    return value;
  });
  return { ...answer, body: JSON.stringify(output) };
}
