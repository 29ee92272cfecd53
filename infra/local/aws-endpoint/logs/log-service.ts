import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { FunctionLog, LoggedLine } from '../../function-log.ts';
import type { AwsAnswer, LocalService } from '../aws-call.ts';
import { AwsRefusal } from '../aws-refusal.ts';
import { parseQuery } from './parse-query.ts';

const startQuery = z.object({
  logGroupNames: z.array(z.string()),
  startTime: z.number(),
  endTime: z.number(),
  queryString: z.string(),
});
const getResults = z.object({ queryId: z.string() });

type Options = {
  readonly log: Pick<FunctionLog, 'lines'>;
  readonly accountId: string;
  readonly arnPrefix: string;
};

/** CloudWatch Logs Insights' StartQuery and GetQueryResults, over the file that the functions' lines are kept in. */
export function logService({ log, accountId, arnPrefix }: Options): LocalService {
  const queries = new Map<string, object>();
  return {
    permissionsFor: ({ action, input }) =>
      action === 'StartQuery'
        ? (startQuery.safeParse(input).data?.logGroupNames ?? []).map((name) => ({
            action: 'logs:StartQuery',
            resource: `${arnPrefix}${name}`,
          }))
        : [{ action: `logs:${action}`, resource: '*' }],
    answer: async ({ action, input }) => {
      if (action === 'StartQuery') {
        const queryId = randomUUID();
        queries.set(queryId, search(parsed(startQuery, input), log.lines(), accountId));
        return json({ queryId });
      }
      if (action !== 'GetQueryResults')
        throw new AwsRefusal('UnknownOperationException', `The local endpoint has no logs:${action}`);
      const { queryId } = parsed(getResults, input);
      const results = queries.get(queryId);
      if (!results) throw new AwsRefusal('ResourceNotFoundException', `There is no query ${queryId}`);
      return json(results);
    },
  };
}

function search(
  { logGroupNames, startTime, endTime, queryString }: z.infer<typeof startQuery>,
  lines: readonly LoggedLine[],
  accountId: string,
) {
  const { texts, limit } = parseQuery(queryString);
  const ofTime = lines.filter(({ time, ...line }) => {
    const seconds = Date.parse(time) / 1000;
    return seconds >= startTime && seconds < endTime + 1 && logGroupNames.includes(logGroupOf(line.function));
  });
  const scanned = ofTime.map((line) => ({ line, text: messageOf(line) }));
  const matched = scanned.filter(({ text }) => texts.some((wanted) => text.includes(wanted)));
  const results = matched.slice(0, limit).map(({ line, text }) => [
    { field: '@timestamp', value: line.time.replace('T', ' ').replace('Z', '') },
    { field: '@message', value: text },
    { field: '@log', value: `${accountId}:${logGroupOf(line.function)}` },
  ]);
  const bytesScanned = scanned.reduce((bytes, { text }) => bytes + Buffer.byteLength(text), 0);
  const statistics = { recordsMatched: matched.length, recordsScanned: scanned.length, bytesScanned };
  return { status: 'Complete', results, statistics };
}

/** Where Lambda writes what a function logs. */
export function logGroupOf(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** As Lambda has written it. */
function messageOf({ time, level, requestId, message }: LoggedLine): string {
  return JSON.stringify({ timestamp: time, level, requestId, message });
}

function parsed<Input>(schema: z.ZodMiniType<Input>, input: unknown): Input {
  const { data, error } = schema.safeParse(input);
  if (data === undefined) throw new AwsRefusal('InvalidParameterException', String(error));
  return data;
}

function json(body: object): AwsAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  };
}
