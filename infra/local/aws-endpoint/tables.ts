import type { Agent } from 'undici';
import * as z from 'zod/mini';
import type { AwsCall, LocalService, NeededPermission } from './aws-call.ts';
import { forward } from './forward.ts';

const requestItems = z.object({ RequestItems: z.record(z.string(), z.unknown()) });

/** DynamoDB over an emulator. */
export function tableService(options: {
  readonly agent: Agent;
  readonly origin: string;
  readonly arnPrefix: string;
}): LocalService {
  return {
    permissionsFor: (call) =>
      resourcesOf(call).map(
        (resource): NeededPermission => ({
          action: `dynamodb:${call.action}`,
          resource: `${options.arnPrefix}${resource}`,
        }),
      ),
    answer: (call) => forward(options.agent, options.origin, call),
  };
}

/** A batch touches several tables; a query of an index needs the permission on the index. */
function resourcesOf({ input }: AwsCall): string[] {
  const batch = requestItems.safeParse(input);
  if (batch.success) return Object.keys(batch.data.RequestItems).map(tableName);
  const { TableName, IndexName } = input;
  if (typeof TableName !== 'string') return ['*'];
  return [
    typeof IndexName === 'string' ? `${tableName(TableName)}/index/${IndexName}` : tableName(TableName),
  ];
}

function tableName(nameOrArn: string): string {
  return nameOrArn.split('/').at(-1) ?? nameOrArn;
}
