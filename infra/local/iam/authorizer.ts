import type { Deployment, PolicyStatement } from '../deployment.ts';
import type { RequestContext } from './conditions.ts';
import { evaluate, type Verdict } from './evaluate.ts';
import { matchesPattern } from './pattern.ts';

export type AuthorizationRequest = {
  readonly roleArn: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
};

/** `message` is in AWS's own words, so that what is seen here is what a deployment would log. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly message: string };

export type Authorizer = {
  /** Whether a role may call an action on a resource. */
  readonly authorize: (request: AuthorizationRequest) => Decision;
  /** Whether a service (`scheduler.amazonaws.com`) may assume a role. */
  readonly authorizeAssumeRole: (request: {
    roleArn: string;
    service: string;
    context?: RequestContext;
  }) => Decision;
  /** Whether a service (`apigateway.amazonaws.com`) may invoke a function by the function's own permissions. */
  readonly authorizeInvoke: (request: {
    functionArn: string;
    service: string;
    sourceArn: string;
  }) => Decision;
  /** Whether a service (`events.amazonaws.com`) may call an action on a resource by the resource's own policy. */
  readonly authorizeService: (request: {
    service: string;
    action: string;
    resource: string;
    context?: RequestContext;
  }) => Decision;
};

/**
 * Enforces the deployment's policies. As within one account, a call is allowed where the role's policies or the
 * resource's own allow it and neither denies it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function createAuthorizer(
  deployment: Pick<Deployment, 'roles' | 'queues' | 'secrets' | 'permissions'> &
    Partial<Pick<Deployment, 'buckets'>>,
): Authorizer {
  const resourcePolicies = new Map<string, readonly PolicyStatement[]>([
    ...deployment.queues.map(({ arn, policy }) => [arn, policy] as const),
    ...deployment.secrets.map(({ arn, policy }) => [arn, policy ?? []] as const),
    ...(deployment.buckets ?? []).map(({ arn, policy }) => [arn, policy] as const),
  ]);
  // An object has no policy of its own: its bucket's speaks for it.
  const policyOf = (resource: string, principal: string) =>
    (resourcePolicies.get(resource.replace(/^(arn:aws:s3:::[^/]+)\/.*/s, '$1')) ?? []).filter((each) =>
      concerns(each, principal),
    );
  const roleOf = (roleArn: string) => deployment.roles.find(({ arn }) => arn === roleArn);
  return {
    authorize: ({ roleArn, action, resource, context = {} }) => {
      const caller = { 'aws:PrincipalArn': roleArn, 'aws:PrincipalAccount': roleArn.split(':')[4] ?? '' };
      const request = { action, resource, context: { ...context, ...caller } };
      const ofRole = evaluate(roleOf(roleArn)?.statements ?? [], request);
      const ofResource = evaluate(policyOf(resource, roleArn), request);
      return decide([ofRole, ofResource], { user: userOf(roleArn), ...request });
    },
    authorizeAssumeRole: ({ roleArn, service, context = {} }) => {
      const request = { action: 'sts:AssumeRole', resource: roleArn, context };
      const trust = (roleOf(roleArn)?.trust ?? []).filter((each) => concerns(each, service));
      return decide([evaluate(trust, request)], { user: service, ...request });
    },
    authorizeInvoke: ({ functionArn, service, sourceArn }) => {
      const allowed = deployment.permissions.some(
        (each) =>
          each.functionArn === functionArn &&
          each.principal === service &&
          (each.sourceArn === undefined || matchesPattern(each.sourceArn, sourceArn)) &&
          (each.sourceAccount === undefined || each.sourceAccount === sourceArn.split(':')[4]),
      );
      const request = { action: 'lambda:InvokeFunction', resource: functionArn };
      return decide([allowed ? 'allow' : 'silent'], { user: `${service} for ${sourceArn}`, ...request });
    },
    authorizeService: ({ service, action, resource, context = {} }) => {
      const request = { action, resource, context };
      return decide([evaluate(policyOf(resource, service), request)], { user: service, ...request });
    },
  };
}

function decide(
  verdicts: readonly Verdict[],
  { user, action, resource }: { user: string; action: string; resource: string },
): Decision {
  if (verdicts.includes('allow') && !verdicts.includes('deny')) return { allowed: true };
  const why = verdicts.includes('deny')
    ? 'with an explicit deny in a policy'
    : `because no identity-based policy allows the ${action} action`;
  const message = `${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  return { allowed: false, message };
}

/** Naming the whole account denies to its roles, yet allows nothing: there the role's own policies must allow. */
function concerns({ effect, principals = [] }: PolicyStatement, principal: string): boolean {
  const account = principal.split(':')[4];
  const whole = account && effect === 'Deny' ? [account, `arn:aws:iam::${account}:root`] : [];
  return principals.some((each) => ['*', principal, ...whole].includes(each));
}

function userOf(roleArn: string): string {
  const account = roleArn.split(':')[4];
  return `User: arn:aws:sts::${account}:assumed-role/${roleArn.split('/').at(-1)}/local`;
}
