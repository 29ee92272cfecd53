import { describe, expect, test } from 'vitest';
import { filteredMetrics } from '../../infra/local/aws-endpoint/cloud-watch/filtered-metrics.ts';
import { createAuthorizer } from '../../infra/local/iam/authorizer.ts';
import { readDeployment } from '../../infra/local/read-deployment.ts';
import { metricNamespace, metricService } from '../../shared/metrics.ts';
import { receiveWebhook } from '../../shared/receive-webhook/receive-webhook.ts';
import { activity, keeping, requestOf } from '../unit/receive-webhook/sample.ts';
import { configuration, hardened, templateOf } from './stack-under-test.ts';

/** As the local run runs it: without what only the internet has. */
const { domain, mutualTls, ...http } = hardened.http;

describe.each([
  ['as it is by itself', configuration, 1],
  ['with everything that hardens it', { ...hardened, http }, 2],
])('the stack %s', (_, settings, routeCount) => {
  const deployment = readDeployment(templateOf(settings).toJSON(), {
    assetDirectoryOf: (s3Key) => `/assets/${s3Key}`,
    stackName: 'adapter',
    region: 'us-east-1',
    awsEndpoint: 'http://127.0.0.1:4566',
    httpUrl: 'http://127.0.0.1:3000',
  });
  const authorizer = createAuthorizer(deployment);

  test('the local run leaves no resource of the stack out', () => {
    expect(deployment.unsupported).toEqual([]);
  });

  test.each([
    ['with events as accepted', { events: [activity, activity], ignored: 1 }, 'WebhooksAccepted'],
    ['of a kind not used as ignored', { events: [], ignored: 1 }, 'WebhooksIgnored'],
  ])('the log of receive-webhook counts a webhook %s, once and by source', async (_what, body, name) => {
    const { kept, dependencies } = keeping();
    await receiveWebhook(requestOf(body), dependencies);
    const timestamp = '2026-11-23T09:01:23.004Z';
    const receiving = deployment.functions.find(({ logicalId }) => logicalId.startsWith('ReceiveWebhook'));
    const filters = deployment.metricFilters.filter(({ logGroup }) => logGroup === receiving?.logGroup);
    const lines = kept.log.map((message) => JSON.stringify({ timestamp, level: 'INFO', message }));
    expect(lines.flatMap((line) => filteredMetrics(line, filters))).toEqual([
      {
        namespace: metricNamespace,
        name,
        dimensions: {
          service: metricService,
          environment: dependencies.configuration.environment,
          source: 'desk',
        },
        atMs: Date.parse(timestamp),
        value: 1,
      },
    ]);
  });

  test('the gateway may invoke the function of every route', () => {
    const { arn, routes } = deployment.api ?? { arn: '', routes: [] };
    const decisions = routes.map(({ routeKey, functionArn }) =>
      authorizer.authorizeInvoke({
        functionArn,
        service: 'apigateway.amazonaws.com',
        sourceArn: `${arn}/$default/${routeKey.replace(' /', '/')}`,
      }),
    );
    expect(decisions).toEqual(Array.from({ length: routeCount }, () => ({ allowed: true })));
  });

  test('a function may read what it is mapped to and keep what it gives up, and a schedule may invoke its target', () => {
    const roleOf = (functionArn: string) =>
      deployment.functions.find(({ arn }) => arn === functionArn)?.roleArn ?? '';
    const asked = [
      ...deployment.mappings.flatMap(({ functionArn, queueArn }) =>
        ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].map((action) => ({
          roleArn: roleOf(functionArn),
          action,
          resource: queueArn,
        })),
      ),
      ...deployment.streamMappings.flatMap(({ functionArn, streamArn }) =>
        ['GetRecords', 'GetShardIterator', 'DescribeStream', 'DescribeStreamSummary', 'ListShards'].map(
          (action) => ({ roleArn: roleOf(functionArn), action: `kinesis:${action}`, resource: streamArn }),
        ),
      ),
      ...deployment.streamMappings.flatMap(({ functionArn, onFailureArn = '' }) =>
        keepCalls(onFailureArn).map((each) => ({ roleArn: roleOf(functionArn), ...each })),
      ),
      ...deployment.schedules.map(({ roleArn, targetArn }) => ({
        roleArn,
        action: 'lambda:InvokeFunction',
        resource: targetArn,
      })),
    ];
    expect(asked.length).toBeGreaterThanOrEqual(10);
    expect(asked.filter((each) => !authorizer.authorize(each).allowed)).toEqual([]);
  });

  test('a rule may invoke its targets, and dead-letter what they do not take', () => {
    const service = 'events.amazonaws.com';
    const decisions = deployment.rules.flatMap(({ arn, targets }) =>
      targets.flatMap(({ functionArn, deadLetterArn }) => [
        authorizer.authorizeInvoke({ functionArn, service, sourceArn: arn }),
        ...(deadLetterArn === undefined
          ? []
          : [
              authorizer.authorizeService({
                service,
                action: 'sqs:SendMessage',
                resource: deadLetterArn,
                context: { 'aws:SourceArn': arn },
              }),
            ]),
      ]),
    );
    expect(decisions.filter(({ allowed }) => !allowed)).toEqual([]);
  });
});

/** What a stream's mapping calls to keep records it gives up, by where it keeps them. */
function keepCalls(destinationArn: string): { action: string; resource: string }[] {
  if (destinationArn.startsWith('arn:aws:sqs:'))
    return [{ action: 'sqs:SendMessage', resource: destinationArn }];
  if (!destinationArn.startsWith('arn:aws:s3:')) return [];
  return [
    { action: 's3:ListBucket', resource: destinationArn },
    { action: 's3:PutObject', resource: `${destinationArn}/aws/lambda/mapping/shard/object` },
  ];
}
