import type * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import { resolve } from './intrinsics.ts';
import type { Place } from './place.ts';
import { type NamedResource, resourceTypes } from './resource-types.ts';
import type { Template } from './template.ts';
import { nameOf, templateScope } from './template-scope.ts';

/** A resource whose properties are resolved and parsed; `arn` and `reference` are empty where the type has none. */
export type ReadResource<Properties> = NamedResource & {
  readonly arn: string;
  readonly reference: string;
  readonly properties: Properties;
};

/** A template that can be asked for its resources; those whose condition is not met do not exist in it. */
export type OpenTemplate = {
  readonly place: Place;
  readonly contents: readonly { readonly logicalId: string; readonly type: string }[];
  /** Every resource of a type, intrinsics resolved; throws ConfigurationError naming what the local run lacks. */
  readonly resources: <Schema extends z.ZodMiniObject>(
    type: string,
    schema: Schema,
  ) => readonly ReadResource<z.infer<Schema>>[];
};

export function openTemplate(template: Template, place: Place): OpenTemplate {
  const present = Object.entries(template.Resources).filter(
    ([logicalId, { Condition }]) =>
      Condition === undefined || templateScope(template, place, logicalId).condition(Condition),
  );
  return {
    place,
    contents: present.map(([logicalId, { Type }]) => ({ logicalId, type: Type })),
    resources: (type, schema) =>
      present
        .filter(([, { Type }]) => Type === type)
        .map(([logicalId, { Properties }]) => {
          const resource = { logicalId, name: nameOf(template, place, logicalId), place };
          const resolved = resolve(Properties, templateScope(template, place, logicalId));
          return {
            ...resource,
            arn: resourceTypes[type]?.attributes['Arn']?.(resource) ?? '',
            reference: resourceTypes[type]?.reference(resource) ?? '',
            properties: parseProperties(schema, resolved, `${logicalId} (${type})`),
          };
        }),
  };
}

function parseProperties<Schema extends z.ZodMiniObject>(
  schema: Schema,
  value: unknown,
  resource: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `${[...issue.path, issue.keys.join(', ')].join('.')} is not supported`
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  const supported = Object.keys(schema.shape).join(', ');
  throw new ConfigurationError(
    `${resource} cannot run locally: ${faults.join('; ')}. Its supported properties: ${supported}`,
    { cause: parsed.error },
  );
}
