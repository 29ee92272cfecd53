import type { PolicyStatement } from '../deployment.ts';
import { conditionsHold, type RequestContext } from './conditions.ts';
import { matchesAction, matchesPattern } from './pattern.ts';

export type PolicyRequest = {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
};

/** What a policy says to a request: an explicit deny wins over every allow. */
export type Verdict = 'allow' | 'deny' | 'silent';

export function evaluate(statements: readonly PolicyStatement[], request: PolicyRequest): Verdict {
  const applying = statements.filter((statement) => applies(statement, request));
  if (applying.some(({ effect }) => effect === 'Deny')) return 'deny';
  return applying.length > 0 ? 'allow' : 'silent';
}

function applies(statement: PolicyStatement, { action, resource, context }: PolicyRequest): boolean {
  const { actions, notActions, resources } = statement;
  const named = notActions
    ? !notActions.some((pattern) => matchesAction(pattern, action))
    : actions.some((pattern) => matchesAction(pattern, action));
  return (
    named &&
    resources.some((pattern) => matchesPattern(pattern, resource)) &&
    conditionsHold(statement, context)
  );
}
