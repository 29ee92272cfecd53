import { ConfigurationError } from '../../../shared/errors.ts';
import { counted } from '../counted.ts';
import { failed, ok } from './finding.ts';
import type { Check } from './patient.ts';

/** Whether the file that the deployment is made from is valid. */
export const checkConfiguration: Check = {
  name: 'configuration',
  look: async ({ configuration, target }) => {
    try {
      const { environment, sources } = await configuration();
      const accounts = new Set(Object.values(sources).map(({ accountId }) => accountId));
      const number = counted(Object.keys(sources).length, 'source');
      const of = counted(accounts.size, 'account');
      return [ok(`infra/environments/${environment}.json is valid: ${number} of ${of}`)];
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return [
        failed(
          error.message,
          `correct the file, and check it with npm run synth -- -c environment=${'environment' in target ? target.environment : 'NAME'}`,
        ),
      ];
    }
  },
};
