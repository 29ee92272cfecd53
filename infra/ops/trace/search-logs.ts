import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import * as z from 'zod/mini';
import type { FunctionName } from '../../../shared/environment.ts';
import { Unavailable } from '../../../shared/errors.ts';

/** One line of a function's log. */
export type LogRecord = {
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly function: FunctionName;
  /** Of the invocation that wrote it. */
  readonly requestId: string | undefined;
  readonly message: unknown;
};

export type LogFinding = {
  readonly records: readonly LogRecord[];
  /** What is paid for. */
  readonly bytesScanned: number;
  /** There are more than were asked for. */
  readonly isCut: boolean;
};

/** A time, and whose log; every function's where none is named. What is searched is paid for, found or not. */
export type Searched = { readonly fromMs: number; readonly toMs: number; readonly by?: FunctionName };

/** Every line of the functions' logs in this time that holds one of these texts; throws Unavailable where CloudWatch does not tell. */
export type SearchLogs = (texts: readonly string[], searched: Searched) => Promise<LogFinding>;

type Searching = {
  readonly client: CloudWatchLogsClient;
  /** The functions' log groups by name. */
  readonly groups: ReadonlyMap<string, FunctionName>;
  readonly sleep: (ms: number) => Promise<unknown>;
};

/** Far more than the lines of one webhook, and a tenth of what a query may give. */
const maxLines = 1000;
/** Queries run for seconds; it is asked less often the longer it takes. */
const polling = { firstMs: 250, mostMs: 2000, patienceMs: 120_000 } as const;

/** Searches by CloudWatch Logs Insights. */
export function createSearchLogs({ client, groups, sleep }: Searching): SearchLogs {
  return async (texts, { fromMs, toMs, by }) => {
    const filter = texts.map((text) => `@message like "${text}"`).join(' or ');
    const query = new StartQueryCommand({
      logGroupNames: [...groups].flatMap(([group, name]) => (by === undefined || by === name ? [group] : [])),
      startTime: Math.floor(fromMs / 1000),
      endTime: Math.ceil(toMs / 1000),
      queryString: `fields @timestamp, @message, @log | filter ${filter} | sort @timestamp asc | limit ${maxLines}`,
    });
    const { queryId } = await asked('begin the search', client.send(query));
    const { results = [], statistics } = await finished(queryId, { client, sleep });
    return {
      records: results.flatMap((fields) => recordOf(fields, groups) ?? []),
      bytesScanned: statistics?.bytesScanned ?? 0,
      isCut: (statistics?.recordsMatched ?? 0) > results.length,
    };
  };
}

async function finished(queryId: string | undefined, { client, sleep }: Pick<Searching, 'client' | 'sleep'>) {
  let [pauseMs, waitedMs]: [number, number] = [polling.firstMs, 0];
  for (;;) {
    const answer = await asked('give what it found', client.send(new GetQueryResultsCommand({ queryId })));
    const { status = 'Unknown' } = answer;
    if (status === 'Complete') return answer;
    if (!['Scheduled', 'Running', 'Unknown'].includes(status) || waitedMs >= polling.patienceMs)
      throw new Unavailable(
        `CloudWatch Logs did not finish the search (${status} after ${waitedMs / 1000} s): search less by --since`,
      );
    await sleep(pauseMs);
    waitedMs += pauseMs;
    pauseMs = Math.min(pauseMs * 2, polling.mostMs);
  }
}

async function asked<Answer>(what: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    const words = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new Unavailable(`CloudWatch Logs did not ${what} (${words})`, { cause });
  }
}

/** As Lambda writes it in its JSON format. */
const lambdaLine = z.object({ requestId: z.optional(z.string()), message: z.unknown() });

type Fields = NonNullable<GetQueryResultsCommandOutput['results']>[number];

/** Undefined for what is no line of a function: nothing of ours is written otherwise. */
function recordOf(fields: Fields, groups: Searching['groups']): LogRecord | undefined {
  const textOf = (name: string) => fields.find(({ field }) => field === name)?.value ?? '';
  // `ACCOUNT:LOG-GROUP`
  const log = textOf('@log');
  const name = groups.get(log.slice(log.indexOf(':') + 1));
  const line = lambdaLine.safeParse(jsonIn(textOf('@message')));
  if (!name || !line.success) return undefined;
  const at = `${textOf('@timestamp').replace(' ', 'T')}Z`;
  return { at, function: name, requestId: line.data.requestId, message: line.data.message };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
