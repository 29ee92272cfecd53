import type { FunctionDefinition } from '../../infra/local/deployment.ts';

/** A function whose bundle is in this folder. */
export function sampleFunction(
  assetDirectory: string,
  own: Partial<FunctionDefinition> = {},
): FunctionDefinition {
  return {
    logicalId: 'Sample',
    name: 'sample',
    arn: 'arn:aws:lambda:eu-west-1:000000000000:function:sample',
    assetDirectory,
    handler: 'index.handler',
    timeoutSeconds: 10,
    memoryMb: 128,
    environment: {},
    roleArn: 'arn:aws:iam::000000000000:role/sample',
    ...own,
  };
}
