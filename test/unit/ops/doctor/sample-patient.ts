import type { Patient } from '../../../../infra/ops/doctor/patient.ts';
import type { OpenDeployment } from '../../../../infra/ops/open-deployment.ts';
import { openAccount } from '../../../../infra/ops/watch/open-account.ts';
import type { MetricPoint, MetricQuery } from '../../../../infra/ops/watch/read-metrics.ts';
import { parseConfiguration } from '../../../../shared/configuration/parse-configuration.ts';
import { deploymentOf } from '../sample.ts';

/** A Wednesday, on a quarter of an hour. */
export const nowMs = Date.parse('2026-11-25T10:00:00Z');
export const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000] as const;

/** These words as a command line, as a patient gives them. */
export const command = (words: string) => `npm run ops -- ${words} --environment test`;

export const configuration = parseConfiguration(
  {
    environment: 'test',
    region: 'eu-west-1',
    cloudConnect: { baseUrl: 'https://api.example.com' },
    sources: {
      desk: { vendor: 'standard' },
      zoom: { vendor: 'zoom', publicUrl: 'https://hooks.example.com/zoom' },
      genesys: {
        vendor: 'genesys',
        partnerEventSource: 'aws.partner/genesys.com/cloud/3b9f6d1e-5c20-4a77-8e41-b6d0c2f7a915/wfm',
      },
    },
  },
  'the test',
);

/** What the deployment that is examined is made of; what a test does not give is empty. */
export function patientOf(
  deployment: Partial<OpenDeployment> = {},
  overrides: Partial<Patient> = {},
): Patient {
  const { deployment: opened } = deploymentOf([], { configuration: () => configuration, ...deployment });
  return {
    target: { environment: 'test', region: undefined },
    account: undefined,
    configuration: async () => configuration,
    opening: async () => opened,
    deployment: async () => opened,
    synthesize: async () => ({ Resources: {} }),
    command,
    deploy: 'npm run deploy -- -c environment=test',
    now: () => nowMs,
    sleep: async () => {},
    ...overrides,
  };
}

/** The stack `test` in a region; its clients are to be mocked. */
export const accountIn = (region: string) => openAccount('cloud-connect-adapter-test', { region });

/** A point for each value, a minute apart, the last of which began a minute ago. */
export function minutesOf(...values: readonly number[]): MetricPoint[] {
  return values.map((value, index) => ({ atMs: nowMs - (values.length - index) * minuteMs, value }));
}

/** Metrics of these points, by what tells one query from another: `Name`, or `Name dimension`; statistic after a colon. */
export function metricsOf(points: Readonly<Record<string, readonly MetricPoint[]>>) {
  const asked: { query: MetricQuery; periodMs: number }[] = [];
  const readMetrics: OpenDeployment['readMetrics'] = async (queries, { fromMs, toMs, periodMs }) =>
    queries.map((query) => {
      asked.push({ query, periodMs });
      const { name, dimensions, statistic } = query;
      const of = dimensions['source'] ?? dimensions['call'] ?? dimensions['QueueName'];
      const key = of === undefined ? name : `${name} ${of}`;
      const found = points[`${key}:${statistic}`] ?? points[key] ?? [];
      return found.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    });
  return { readMetrics, asked };
}
