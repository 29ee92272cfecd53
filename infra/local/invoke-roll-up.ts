import { LambdaClient } from '@aws-sdk/client-lambda';
import { ConfigurationError } from '../../shared/errors.ts';
import { invokeFunction } from '../ops/invoke-function.ts';
import type { RunningAssembly } from './run-assembly.ts';

/**
 * Runs the roll-up of a local run at once, as its schedule does every quarter hour; resolves with what it tells. Throws
 * Unavailable where it fails.
 */
export async function invokeRollUp({
  deployment,
  aws,
}: Pick<RunningAssembly, 'deployment' | 'aws'>): Promise<string> {
  const { url: endpoint, administrator: credentials, region } = aws;
  const rollUp = deployment.functions.find(({ logicalId }) => logicalId.startsWith('RollUp'));
  if (!rollUp) throw new ConfigurationError('the template has no roll-up');
  const client = new LambdaClient({ region, endpoint, credentials });
  try {
    return JSON.stringify(await invokeFunction(client, rollUp.arn, '{}'));
  } finally {
    client.destroy();
  }
}
