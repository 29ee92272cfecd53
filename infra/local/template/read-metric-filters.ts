import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { MetricFilterDefinition } from '../deployment.ts';
import type { OpenTemplate } from './open-template.ts';

const selector = z.string().check(z.regex(/^\$(?:\.\w+)+$/, 'must be a selector such as $.message.source'));

const metricFilter = z.strictObject({
  FilterName: z.optional(z.unknown()),
  FilterPattern: z.string(),
  LogGroupName: z.string(),
  MetricTransformations: z.tuple([
    z.strictObject({
      MetricName: z.string(),
      MetricNamespace: z.string(),
      MetricValue: z.literal('1'),
      Unit: z.optional(z.string()),
      Dimensions: z._default(z.array(z.strictObject({ Key: z.string(), Value: selector })), []),
    }),
  ]),
});

/** The one form of a pattern that is used. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
const equality = /^\{ \$((?:\.\w+)+) = "([^"]*)" \}$/;

/** What CloudWatch counts from lines of a log; throws ConfigurationError for a pattern of another form. */
export function readMetricFilters(template: OpenTemplate): MetricFilterDefinition[] {
  return template.resources('AWS::Logs::MetricFilter', metricFilter).map(({ logicalId, properties }) => {
    const { FilterPattern, LogGroupName: logGroup, MetricTransformations } = properties;
    const [{ MetricName: name, MetricNamespace: namespace, Dimensions }] = MetricTransformations;
    const [, path, equals] = equality.exec(FilterPattern) ?? [];
    if (path === undefined || equals === undefined)
      throw new ConfigurationError(
        `${logicalId} (AWS::Logs::MetricFilter): FilterPattern ${FilterPattern} is not supported, but { $.key = "text" } is`,
      );
    const dimensions = Dimensions.map(({ Key, Value }) => [Key, keysOf(Value.slice(1))] as const);
    return {
      logGroup,
      field: keysOf(path),
      equals,
      namespace,
      name,
      dimensions: Object.fromEntries(dimensions),
    };
  });
}

function keysOf(path: string): readonly string[] {
  return path.split('.').slice(1);
}
