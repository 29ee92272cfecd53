import * as z from 'zod/mini';
import type { InvokePermission } from '../deployment.ts';
import { functionArnOf } from './function-arn.ts';
import type { OpenTemplate } from './open-template.ts';

const permission = z.strictObject({
  Action: z.literal('lambda:InvokeFunction'),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.optional(z.string()),
  SourceAccount: z.optional(z.string()),
});

/** Who may invoke which function beside the roles that grant it. */
export function readPermissions(template: OpenTemplate): InvokePermission[] {
  const found = template.resources('AWS::Lambda::Permission', permission);
  return found.map(({ properties, place }) => ({
    functionArn: functionArnOf(properties.FunctionName, place),
    principal: properties.Principal,
    ...(properties.SourceArn !== undefined && { sourceArn: properties.SourceArn }),
    ...(properties.SourceAccount !== undefined && { sourceAccount: properties.SourceAccount }),
  }));
}
