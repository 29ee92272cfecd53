import { failed, ok } from './finding.ts';
import type { Check } from './patient.ts';

/** Who asks AWS, and whether in the region in which the stack is configured to be. */
export const checkIdentity: Check = {
  name: 'identity',
  look: async ({ account, target, configuration, command }) => {
    if (!account || !('environment' in target))
      return [ok('the local run, which is no AWS account and knows no other operator')];
    const { account: id, arn, region } = await account.identity();
    const configured = await configuration().then(
      (found) => found.region,
      () => undefined,
    );
    if (configured !== undefined && configured !== region)
      return [
        failed(
          `account ${id}, but ${region} is asked, and the configuration puts the stack into ${configured}`,
          `ask the configured region: ${command('doctor')} --region ${configured}`,
        ),
      ];
    return [ok(`account ${id}, ${region}, as ${arn}`)];
  },
};
