import { AwsRefusal } from '../aws-refusal.ts';

/** What a query of the operators' command line looks for. */
export type LogQuery = { readonly texts: readonly string[]; readonly limit: number };

const shape =
  /^fields @timestamp, @message, @log \| filter (?<filter>.+) \| sort @timestamp asc \| limit (?<limit>\d+)$/;
const term = /^@message like "(?<text>[^"\\]+)"$/;

/**
 * Reads the one kind of query there is here, of the language that CloudWatch Logs Insights has: lines that hold any of some texts.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function parseQuery(queryString: string): LogQuery {
  const { filter = '', limit = '' } = shape.exec(queryString)?.groups ?? {};
  const texts = filter.split(' or ').map((each) => term.exec(each)?.groups?.['text']);
  if (texts.every((text) => text !== undefined)) return { texts, limit: Number(limit) };
  throw new AwsRefusal(
    'MalformedQueryException',
    `The local endpoint only knows: fields @timestamp, @message, @log | filter @message like "TEXT" [or …] | sort @timestamp asc | limit N; got ${queryString}`,
  );
}
