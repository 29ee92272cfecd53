import { expect, test } from 'vitest';
import { hardened, only, propertiesOf, target, templateOf } from './stack-under-test.ts';

const template = templateOf();
const stage = only(template, 'AWS::ApiGatewayV2::Stage');

test('every method of one route goes to receive-webhook, in payload format 2.0', () => {
  const routes = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Route'));
  expect(routes.map(({ RouteKey }) => RouteKey)).toEqual(['ANY /webhooks/{source}']);
  const integration = only(template, 'AWS::ApiGatewayV2::Integration');
  expect(integration).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
  expect(target(integration['IntegrationUri'])).toBe('ReceiveWebhookFunction');
});

test('a source with a throttle of its own has a route of its own, which the stage waits for; all others keep theirs', () => {
  const own = templateOf(hardened);
  const routes = propertiesOf(own, 'AWS::ApiGatewayV2::Route');
  expect(Object.values(routes).map(({ RouteKey }) => RouteKey)).toEqual([
    'ANY /webhooks/{source}',
    'ANY /webhooks/zoom',
  ]);
  const [ownStage] = Object.values(own.findResources('AWS::ApiGatewayV2::Stage'));
  expect(ownStage?.['Properties']).toMatchObject({
    DefaultRouteSettings: { ThrottlingRateLimit: 1200, ThrottlingBurstLimit: 2400 },
    RouteSettings: { 'ANY /webhooks/zoom': { ThrottlingRateLimit: 300, ThrottlingBurstLimit: 450 } },
  });
  expect(ownStage?.['DependsOn']).toEqual(expect.arrayContaining(Object.keys(routes)));
  expect(stage).not.toHaveProperty('RouteSettings');
});

test.each([
  ['the one for all sources', template, 1],
  ['that a source has to itself', templateOf(hardened), 2],
])('a route waits until the gateway may invoke the function by it: %s', (_, those, count) => {
  const permissions = propertiesOf(those, 'AWS::Lambda::Permission');
  const routes = Object.values(those.findResources('AWS::ApiGatewayV2::Route'));
  expect(routes).toHaveLength(count);
  for (const { DependsOn, Properties } of routes) {
    const [, path] = String(Properties.RouteKey).split(' ');
    const own = Object.keys(permissions).filter((id) =>
      JSON.stringify(permissions[id]?.['SourceArn']).includes(`/*/*${path}"`),
    );
    expect(own).toHaveLength(1);
    expect([DependsOn].flat()).toEqual(expect.arrayContaining(own));
  }
});

test('throttles at the configured rate and burst', () => {
  expect(stage['DefaultRouteSettings']).toEqual({ ThrottlingRateLimit: 1200, ThrottlingBurstLimit: 2400 });
});

test('writes an access log that keeps neither query strings nor headers, for the configured time', () => {
  const { DestinationArn, Format } = stage['AccessLogSettings'] as {
    DestinationArn: unknown;
    Format: string;
  };
  const values = Object.values(JSON.parse(Format) as Record<string, string>);
  expect(values).toEqual(expect.arrayContaining(['$context.requestId', '$context.path', '$context.status']));
  expect(values.filter((value) => !value.startsWith('$context.'))).toEqual([]);
  const [id] = (DestinationArn as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'];
  expect(propertiesOf(template, 'AWS::Logs::LogGroup')[id]).toMatchObject({ RetentionInDays: 14 });
});

test('the webhook URL of each source is an output', () => {
  const outputs = Object.values(template.findOutputs('*')).map(({ Value }) => JSON.stringify(Value));
  expect(
    outputs.filter((value) => value.includes('ApiEndpoint') && value.includes('/webhooks/zoom')),
  ).toHaveLength(1);
  expect(outputs.filter((value) => value.includes('/webhooks/back-office'))).toHaveLength(1);
});
