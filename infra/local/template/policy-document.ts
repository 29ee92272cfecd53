import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { PolicyStatement } from '../deployment.ts';
import { assertSupported } from '../iam/conditions.ts';

const oneOrMore = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => [value].flat()),
);

const principals = z.pipe(
  z.union([z.string(), z.record(z.string(), oneOrMore)]),
  z.transform((value) => (typeof value === 'string' ? [value] : Object.values(value).flat())),
);

const statement = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  Principal: z.optional(principals),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
});

/** A policy document as CloudFormation holds it; statements that say what cannot be enforced here are refused. */
export const policyDocument = z.object({
  Statement: z.pipe(
    z.union([z.array(statement), statement]),
    z.transform((value) => [value].flat()),
  ),
});
export type PolicyDocument = z.infer<typeof policyDocument>;

/** The document's statements; throws ConfigurationError for a condition the local run cannot decide. */
export function statementsOf(document: PolicyDocument, logicalId: string): PolicyStatement[] {
  return document.Statement.map(({ Effect, Action, NotAction, Resource, Principal, Condition }) => {
    if (!Action && !NotAction)
      throw new ConfigurationError(`A policy statement of ${logicalId} has neither Action nor NotAction`);
    const read = {
      effect: Effect,
      actions: Action ?? [],
      ...(NotAction && { notActions: NotAction }),
      resources: Resource ?? ['*'],
      conditions: Condition ?? {},
      ...(Principal && { principals: Principal }),
    } satisfies PolicyStatement;
    assertSupported(read, logicalId);
    return read;
  });
}
