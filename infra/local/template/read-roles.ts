import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { PolicyStatement, RoleDefinition } from '../deployment.ts';
import type { OpenTemplate } from './open-template.ts';
import { policyDocument, statementsOf } from './policy-document.ts';

const role = z.strictObject({
  RoleName: z.optional(z.string()),
  AssumeRolePolicyDocument: policyDocument,
  Policies: z.optional(z.array(z.object({ PolicyDocument: policyDocument }))),
  ManagedPolicyArns: z.optional(z.array(z.string())),
  Description: z.optional(z.unknown()),
  MaxSessionDuration: z.optional(z.unknown()),
  Path: z.optional(z.literal('/')),
  Tags: z.optional(z.unknown()),
});

const policy = z.object({ PolicyDocument: policyDocument, Roles: z._default(z.array(z.string()), []) });

/** AWS's own policies, as far as a function here can need them: writing its log. */
const managedPolicies: Readonly<Record<string, readonly PolicyStatement[]>> = {
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': [
    {
      effect: 'Allow',
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: ['*'],
      conditions: {},
    },
  ],
};

/** The roles with all their policies: inline, attached and AWS's own. */
export function readRoles(template: OpenTemplate): RoleDefinition[] {
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    template.resources(type, policy),
  );
  return template.resources('AWS::IAM::Role', role).map(({ logicalId, name, arn, properties }) => {
    const trust = statementsOf(properties.AssumeRolePolicyDocument, logicalId);
    const inline = properties.Policies ?? [];
    const policies = attached.filter(({ properties: { Roles } }) => Roles.includes(name));
    return {
      logicalId,
      arn,
      trust,
      assumedBy: trust.flatMap(({ effect, principals }) => (effect === 'Allow' ? (principals ?? []) : [])),
      statements: [
        ...inline.flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument, logicalId)),
        ...policies.flatMap((each) => statementsOf(each.properties.PolicyDocument, each.logicalId)),
        ...(properties.ManagedPolicyArns ?? []).flatMap((each) => managedStatements(each, logicalId)),
      ],
    };
  });
}

function managedStatements(arn: string, logicalId: string): readonly PolicyStatement[] {
  const statements = managedPolicies[arn];
  if (statements) return statements;
  const known = Object.keys(managedPolicies).join(', ');
  throw new ConfigurationError(
    `${logicalId} has the managed policy ${arn}, whose statements the local run does not know; it knows ${known}`,
  );
}
