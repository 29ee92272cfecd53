/** Every metric of the adapter, with its CloudWatch unit. Names are stable: alarms, dashboards and runbooks rely on them. */
export const metricUnits = {
  /** Genuine webhooks (or events over AWS) whose events SQS has; 0 from every roll-up, so that silence is a number. */
  WebhooksAccepted: 'Count',
  /** Genuine ones of a kind that is not used. They show that the source is alive, too. */
  WebhooksIgnored: 'Count',
  /** Genuine ones that their source could not read: each is a dead letter. */
  WebhooksUntranslatable: 'Count',
  /** Those that were answered with an error of the sender's, by `reason`: the error's code. */
  WebhooksRefused: 'Count',
  /** Those of a configured source, genuine or not, that came to the gateway and not through the firewall before it. */
  FrontBypassed: 'Count',
  RowsDelivered: 'Count',
  RowsRefused: 'Count',
  RowsDuplicate: 'Count',
  /** From the event's own time to the API's answer. */
  Freshness: 'Milliseconds',
  DeadLetters: 'Count',
  /** Of the stored access token; 0 where there is none. */
  TokenMinutesLeft: 'None',
  ApiLatency: 'Milliseconds',
  /** 1 for a request that the API did not do its part of, 0 for another: its average is the rate. */
  ApiErrors: 'Count',
  /** States that no table has a code for. */
  UnmappedStates: 'Count',
  /** States that say that an agent is gone: a source that falls silent behind them has closed for the day. */
  OfflineStates: 'Count',
  RollUpRuns: 'Count',
  RollUpRowsSent: 'Count',
  /** Rows that a run found no time for. */
  RollUpRowsLeft: 'Count',
} as const satisfies Readonly<Record<string, 'Count' | 'Milliseconds' | 'None'>>;
export type MetricName = keyof typeof metricUnits;

/** Each distinct set of them is a metric that is paid for: names that the code or the configuration bounds, never an id. */
export type MetricDimensions = {
  readonly source?: string;
  readonly call?: string;
  readonly reason?: string;
};

/** Counts or measures something, once or many times; each value is one among those that percentiles are taken of. */
export type Metrics = (
  name: MetricName,
  value: number | readonly number[],
  dimensions?: MetricDimensions,
) => void;

/** Where CloudWatch keeps them; beside their own dimensions all have `service` and `environment`. */
export const metricNamespace = 'CloudConnectAdapter';
export const metricService = 'cloud-connect-adapter';

/** The dimensions that all of a deployment's metrics have. */
export function commonDimensions(environment: string): {
  readonly service: string;
  readonly environment: string;
} {
  return { service: metricService, environment };
}
