import { ConfigurationError } from '../../../shared/errors.ts';
import type { PolicyStatement } from '../deployment.ts';
import { matchesPattern } from './pattern.ts';

/** What is known about a call beside who, what and on what: `aws:SourceArn`, `aws:SourceAccount`. */
export type RequestContext = Readonly<Record<string, string>>;

type Compare = (expected: string, actual: string) => boolean;

const equal: Compare = (expected, actual) => expected === actual;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: Readonly<Record<string, Compare>> = {
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  StringEquals: equal,
  StringLike: matchesPattern,
  ArnEquals: matchesPattern,
  ArnLike: matchesPattern,
};
const negations: Readonly<Record<string, Compare>> = {
  StringNotEquals: equal,
  StringNotLike: matchesPattern,
  ArnNotEquals: matchesPattern,
  ArnNotLike: matchesPattern,
};

const keys = [
  'aws:SecureTransport',
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
];

/** Refuses at start a statement whose condition could not be decided later, because guessing would hide a missing grant. */
export function assertSupported(statement: PolicyStatement, logicalId: string): void {
  for (const [operator, conditions] of Object.entries(statement.conditions)) {
    for (const key of Object.keys(conditions)) {
      const known = keys.some((each) => each.toLowerCase() === key.toLowerCase());
      if (known && (operators[operator] || negations[operator])) continue;
      throw new ConfigurationError(
        `A policy statement of ${logicalId} has the condition ${operator} on ${key}, which the local run cannot decide; ` +
          `it decides ${[...Object.keys(operators), ...Object.keys(negations)].join(', ')} on ${keys.join(', ')}`,
      );
    }
  }
}

/** Whether all conditions of a statement hold. The transport counts as secure: locally nothing leaves the machine. */
export function conditionsHold(statement: PolicyStatement, context: RequestContext): boolean {
  const known = { 'aws:SecureTransport': 'true', ...context };
  const actuals = new Map(Object.entries(known).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(statement.conditions).every(([operator, conditions]) =>
    Object.entries(conditions).every(([key, expected]) =>
      holds(operator, [expected].flat().map(String), actuals.get(key.toLowerCase())),
    ),
  );
}

/** A key that the call does not have satisfies the negated operators alone. */
function holds(operator: string, expected: readonly string[], actual: string | undefined): boolean {
  const compare = operators[operator];
  if (compare) return actual !== undefined && expected.some((each) => compare(each, actual));
  const negated = negations[operator];
  return negated !== undefined && (actual === undefined || !expected.some((each) => negated(each, actual)));
}
