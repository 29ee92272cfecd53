import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import { resolve, type Scope } from './intrinsics.ts';

const operands = z.array(z.unknown());

/** Whether a condition of the template's `Conditions` section holds. */
export function isMet(expression: unknown, scope: Scope): boolean {
  const [name, argument] = Object.entries(z.record(z.string(), z.unknown()).parse(expression))[0] ?? [];
  switch (name) {
    case 'Condition':
      return scope.condition(z.string().parse(argument));
    case 'Fn::Equals': {
      const [left, right] = operands.parse(resolve(argument, scope));
      return JSON.stringify(left) === JSON.stringify(right);
    }
    case 'Fn::And':
      return operands.parse(argument).every((operand) => isMet(operand, scope));
    case 'Fn::Or':
      return operands.parse(argument).some((operand) => isMet(operand, scope));
    case 'Fn::Not':
      return operands.parse(argument).every((operand) => !isMet(operand, scope));
    default:
      throw new ConfigurationError(
        `${scope.logicalId} uses ${name}, which the local run does not evaluate; ` +
          'it evaluates Condition, Fn::Equals, Fn::And, Fn::Or, Fn::Not',
      );
  }
}
