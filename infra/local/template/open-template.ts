import type * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import { resolve } from './intrinsics.ts';
import type { Place } from './place.ts';
import { type NamedResource, resourceTypes } from './resource-types.ts';
import type { Template } from './template.ts';
import { namedResource, templateScope } from './template-scope.ts';

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
  /**
   * Every resource of a type (and of those, the wanted), intrinsics resolved; throws ConfigurationError naming what the
   * local run lacks.
   */
  readonly resources: <Schema extends z.ZodMiniObject>(
    type: string,
    schema: Schema,
    wanted?: (resource: NamedResource) => boolean,
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
    resources: (type, schema, wanted = () => true) =>
      present
        .filter(([, { Type }]) => Type === type)
        .map(([logicalId]) => namedResource(template, place, logicalId))
        .filter(wanted)
        .map((resource) => {
          const { logicalId } = resource;
          const properties = template.Resources[logicalId]?.Properties;
          const resolved = resolve(properties, templateScope(template, place, logicalId));
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
