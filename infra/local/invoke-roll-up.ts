import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ConfigurationError } from '../../shared/errors.ts';
import type { RunningAssembly } from './run-assembly.ts';

/** Runs the roll-up of a local run at once, as its schedule does every quarter hour; resolves with what it tells. */
export async function invokeRollUp({
  deployment,
  aws,
}: Pick<RunningAssembly, 'deployment' | 'aws'>): Promise<string> {
  const { url: endpoint, administrator: credentials, region } = aws;
  const rollUp = deployment.functions.find(({ logicalId }) => logicalId.startsWith('RollUp'));
  if (!rollUp) throw new ConfigurationError('the template has no roll-up');
  const client = new LambdaClient({ region, endpoint, credentials });
  try {
    const { FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName: rollUp.arn }));
    const told = Buffer.from(Payload ?? []).toString();
    if (FunctionError) throw new ConfigurationError(`the roll-up failed: ${told}`);
    return told;
  } finally {
    client.destroy();
  }
}
