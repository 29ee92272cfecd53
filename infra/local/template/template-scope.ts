import { ConfigurationError } from '../../../shared/errors.ts';
import { isMet } from './conditions.ts';
import { noValue, resolve, type Scope } from './intrinsics.ts';
import type { Place } from './place.ts';
import { type NamedResource, type ResourceType, resourceTypes } from './resource-types.ts';
import type { Template } from './template.ts';

/** The scope in which the properties of the resource `logicalId` are resolved. */
export function templateScope(template: Template, place: Place, logicalId: string): Scope {
  const find = (target: string) => findResource(template, place, { target, usedBy: logicalId });
  return {
    logicalId,
    reference: (name) => {
      const pseudo = pseudoParameter(name, place);
      if (pseudo !== undefined) return pseudo;
      const parameter = template.Parameters[name];
      if (parameter) return parameter.Default;
      const { type, resource } = find(name);
      return type.reference(resource);
    },
    attribute: (target, attribute) => {
      const { type, resource } = find(target);
      const value = type.attributes[attribute];
      if (value) return value(resource);
      const known = Object.keys(type.attributes).join(', ');
      throw new ConfigurationError(
        `${logicalId} asks for ${target}.${attribute}, which the local run does not know; it knows ${known}`,
      );
    },
    condition: (name) =>
      isMet(template.Conditions[name], templateScope(template, place, `Condition ${name}`)),
    mapping: (map, key, secondKey) => template.Mappings[map]?.[key]?.[secondKey],
  };
}

/** The resource's name on this machine: the one the template gives, else derived from its logical id. */
function nameOf(template: Template, place: Place, logicalId: string): string {
  const type = resourceTypes[template.Resources[logicalId]?.Type ?? ''];
  const given = type?.nameProperty && propertyOf(template, place, { logicalId, property: type.nameProperty });
  if (typeof given === 'string') return given;
  // A logical id ends in a hash, so its end stays unique where a name may have no more than 64 characters.
  return type?.generatedName?.(logicalId) ?? logicalId.slice(-64);
}

/** The resource as its type's `Ref` and attributes need it. */
export function namedResource(template: Template, place: Place, logicalId: string): NamedResource {
  return {
    logicalId,
    name: nameOf(template, place, logicalId),
    place,
    property: (property) => propertyOf(template, place, { logicalId, property }),
  };
}

function propertyOf(
  template: Template,
  place: Place,
  { logicalId, property }: { logicalId: string; property: string },
): unknown {
  const value = template.Resources[logicalId]?.Properties[property];
  return resolve(value, templateScope(template, place, logicalId));
}

function findResource(
  template: Template,
  place: Place,
  { target, usedBy }: { target: string; usedBy: string },
): { type: ResourceType; resource: NamedResource } {
  const resource = template.Resources[target];
  const type = resource && resourceTypes[resource.Type];
  if (type) return { type, resource: namedResource(template, place, target) };
  const what = resource ? `a resource of type ${resource.Type}` : 'neither a resource nor a parameter';
  const known = Object.keys(resourceTypes).join(', ');
  throw new ConfigurationError(`${usedBy} refers to ${target}, ${what}; the local run knows ${known}`);
}

function pseudoParameter(name: string, { region, accountId, stackName }: Place): unknown {
  const values: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': accountId,
    'AWS::NoValue': noValue,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return values[name];
}
