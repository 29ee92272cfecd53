import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { FieldCondition, MetricFilterDefinition } from '../deployment.ts';
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

/** What CloudWatch counts from lines of a log; throws ConfigurationError for a pattern of another form. */
export function readMetricFilters(template: OpenTemplate): MetricFilterDefinition[] {
  return template.resources('AWS::Logs::MetricFilter', metricFilter).map(({ logicalId, properties }) => {
    const { FilterPattern, LogGroupName: logGroup, MetricTransformations } = properties;
    const [{ MetricName: name, MetricNamespace: namespace, Dimensions }] = MetricTransformations;
    const conditions = conditionsOf(FilterPattern);
    if (!conditions)
      throw new ConfigurationError(
        `${logicalId} (AWS::Logs::MetricFilter): FilterPattern ${FilterPattern} is not supported, but { $.key = "text" } is, and { ($.key = "text") && ($.other = "*") }`,
      );
    const dimensions = Dimensions.map(({ Key, Value }) => [Key, keysOf(Value.slice(1))] as const);
    return { logGroup, conditions, namespace, name, dimensions: Object.fromEntries(dimensions) };
  });
}

/**
 * The two forms of a pattern that are used: one condition, or several in brackets that must all be met. Undefined for any other.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
function conditionsOf(pattern: string): readonly FieldCondition[] | undefined {
  const [, inside] = /^\{ (.+) \}$/.exec(pattern) ?? [];
  const parts = inside?.startsWith('(') ? inside.slice(1, -1).split(') && (') : [inside];
  const conditions = parts.map((part = '') => equality.exec(part));
  return conditions.every((found) => found !== null)
    ? conditions.map(([, path = '', text]) => ({
        field: keysOf(path),
        equals: text === '*' ? undefined : text,
      }))
    : undefined;
}

/** A `*` within a text stands for any part of it, which is not supported; alone it stands for any text. */
const equality = /^\$((?:\.\w+)+) = "(\*|[^"*]*)"$/;

function keysOf(path: string): readonly string[] {
  return path.split('.').slice(1);
}
