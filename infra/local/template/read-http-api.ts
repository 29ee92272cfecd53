import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { HttpApiDefinition } from '../deployment.ts';
import { functionArnOf } from './function-arn.ts';
import type { OpenTemplate, ReadResource } from './open-template.ts';

const ignored = z.optional(z.unknown());

const api = z.strictObject({
  Name: ignored,
  Description: ignored,
  ProtocolType: z.literal('HTTP'),
  DisableExecuteApiEndpoint: z.optional(z.literal(false)),
  Tags: ignored,
});

const integration = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  IntegrationMethod: ignored,
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z._default(z.coerce.number(), 30_000),
  Description: ignored,
});

const route = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().check(z.regex(/^integrations\//)),
  AuthorizationType: z._default(z.literal('NONE'), 'NONE'),
});

const stage = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AutoDeploy: ignored,
  /** A throttle protects the account; one machine has no account to protect. */
  DefaultRouteSettings: ignored,
  RouteSettings: ignored,
  AccessLogSettings: ignored,
  Description: ignored,
  Tags: ignored,
});

/** The template's HTTP API, undefined where it has none; throws ConfigurationError for what cannot be served. */
export function readHttpApi(template: OpenTemplate): HttpApiDefinition | undefined {
  const [only, second] = template.resources('AWS::ApiGatewayV2::Api', api);
  if (second)
    throw new ConfigurationError(`${second.logicalId} is a second HTTP API; the local run serves one`);
  if (!only) return undefined;
  const stages = template.resources('AWS::ApiGatewayV2::Stage', stage);
  if (stages.length === 0)
    throw new ConfigurationError(`${only.logicalId} has no stage; it needs one, named $default`);
  const integrations = template.resources('AWS::ApiGatewayV2::Integration', integration);
  const { region, accountId } = template.place;
  return {
    id: only.reference,
    arn: `arn:aws:execute-api:${region}:${accountId}:${only.reference}`,
    routes: template.resources('AWS::ApiGatewayV2::Route', route).map(({ logicalId, properties }) => {
      const target = integrationOf(properties.Target, integrations, logicalId);
      return {
        routeKey: properties.RouteKey,
        functionArn: functionArnOf(target.properties.IntegrationUri, template.place),
        payloadFormatVersion: target.properties.PayloadFormatVersion,
        timeoutMs: target.properties.TimeoutInMillis,
      };
    }),
  };
}

function integrationOf(
  target: string,
  integrations: readonly ReadResource<z.infer<typeof integration>>[],
  logicalId: string,
): ReadResource<z.infer<typeof integration>> {
  const found = integrations.find(({ reference }) => target === `integrations/${reference}`);
  if (found) return found;
  throw new ConfigurationError(`${logicalId} targets ${target}, which is no integration of this template`);
}
