import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';

/** What an intrinsic can refer to; `logicalId` is the resource it stands in, which errors name. */
export type Scope = {
  readonly logicalId: string;
  readonly reference: (name: string) => unknown;
  readonly attribute: (logicalId: string, name: string) => string;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, key: string, secondKey: string) => unknown;
};

/** What `AWS::NoValue` resolves to: the property or element that holds it is left out. */
export const noValue = Symbol('AWS::NoValue');

const record = z.record(z.string(), z.unknown());

/** A template value with its intrinsics resolved; throws ConfigurationError naming the resource and what is supported. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== noValue);
  const object = record.safeParse(value);
  if (!object.success) return value;
  const [only, ...others] = Object.entries(object.data);
  if (only && others.length === 0 && (only[0] === 'Ref' || only[0].startsWith('Fn::')))
    return resolveIntrinsic(only[0], only[1], scope);
  const entries = Object.entries(object.data).map(([key, item]) => [key, resolve(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
}

type Resolver = (argument: unknown, scope: Scope) => unknown;

const text = z.pipe(
  z.union([z.string(), z.number(), z.boolean()]),
  z.transform((value) => String(value)),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const resolvers: Readonly<Record<string, Resolver>> = {
  Ref: (argument, scope) => scope.reference(z.string().parse(argument)),
  'Fn::GetAtt': getAttribute,
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = z.tuple([z.string(), z.array(text)]).parse(resolve(argument, scope));
    return parts.join(separator);
  },
  'Fn::Sub': substitute,
  'Fn::Select': (argument, scope) => {
    const [index, items] = z.tuple([z.coerce.number(), z.array(z.unknown())]).parse(resolve(argument, scope));
    if (index in items) return items[index];
    throw new Error(`has no element ${index} among ${items.length}`);
  },
  'Fn::Split': (argument, scope) => {
    const [separator, whole] = z.tuple([z.string(), z.string()]).parse(resolve(argument, scope));
    return whole.split(separator);
  },
  'Fn::If': (argument, scope) => {
    const [condition, met, otherwise] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument);
    return resolve(scope.condition(condition) ? met : otherwise, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, key, second] = z.tuple([z.string(), z.string(), z.string()]).parse(resolve(argument, scope));
    return scope.mapping(map, key, second);
  },
};

function resolveIntrinsic(name: string, argument: unknown, scope: Scope): unknown {
  const resolver = resolvers[name];
  if (!resolver) {
    const supported = Object.keys(resolvers).join(', ');
    throw new ConfigurationError(
      `${scope.logicalId} uses ${name}, which the local run does not resolve; it resolves ${supported}`,
    );
  }
  try {
    return resolver(argument, scope);
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    const reason = cause instanceof z.core.$ZodError ? cause.issues[0]?.message : String(cause);
    throw new ConfigurationError(
      `${scope.logicalId} uses ${name} with ${JSON.stringify(argument)}, which cannot be resolved: ${reason}`,
      { cause },
    );
  }
}

function getAttribute(argument: unknown, scope: Scope): unknown {
  const parts = typeof argument === 'string' ? argument.split('.') : z.array(z.string()).parse(argument);
  const [logicalId, ...attribute] = parts;
  return scope.attribute(z.string().parse(logicalId), attribute.join('.'));
}

function substitute(argument: unknown, scope: Scope): unknown {
  const [pattern, variables] =
    typeof argument === 'string' ? [argument, {}] : z.tuple([z.string(), record]).parse(argument);
  return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return text.parse(resolve(variables[name], scope));
    return text.parse(name.includes('.') ? getAttribute(name, scope) : scope.reference(name));
  });
}
