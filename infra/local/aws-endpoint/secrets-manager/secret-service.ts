import * as z from 'zod/mini';
import type { LocalService } from '../aws-call.ts';
import { AwsRefusal } from '../aws-refusal.ts';
import { createSecret } from './create-secret.ts';
import { describeSecret } from './describe-secret.ts';
import { getSecretValue } from './get-secret-value.ts';
import { listSecretVersionIds } from './list-secret-version-ids.ts';
import type { Operation, OperationContext } from './operation.ts';
import { putSecretValue } from './put-secret-value.ts';
import { updateSecretVersionStage } from './update-secret-version-stage.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
const operations: Readonly<Record<string, Operation>> = {
  CreateSecret: createSecret,
  DescribeSecret: describeSecret,
  GetSecretValue: getSecretValue,
  ListSecretVersionIds: listSecretVersionIds,
  PutSecretValue: putSecretValue,
  UpdateSecretVersionStage: updateSecretVersionStage,
};

/** Secrets Manager with its version stages. */
export function secretService(context: OperationContext): LocalService {
  return {
    permissionsFor: ({ action, input }) => [
      { action: `secretsmanager:${action}`, resource: resourceOf(input, context) },
    ],
    answer: async ({ action, input }) => {
      const operation = operations[action];
      if (!operation)
        throw new AwsRefusal(
          'UnknownOperationException',
          `The local Secrets Manager has ${Object.keys(operations).join(', ')}; it does not know ${action}`,
        );
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(refusingInvalid(() => operation(input, context))),
      };
    },
  };
}

/** IAM is asked about the ARN, suffix included, also where the caller names the secret; one that is not there has none. */
function resourceOf(
  { SecretId, Name }: Readonly<Record<string, unknown>>,
  { store, arnOf }: OperationContext,
): string {
  const id = String(SecretId ?? Name ?? '*');
  return store.find(id)?.arn ?? (id.startsWith('arn:') ? id : arnOf(id));
}

function refusingInvalid<Output>(run: () => Output): Output {
  try {
    return run();
  } catch (cause) {
    if (!(cause instanceof z.core.$ZodError)) throw cause;
    const [issue] = cause.issues;
    throw new AwsRefusal('ValidationException', `${issue?.path.join('.')}: ${issue?.message}`);
  }
}
