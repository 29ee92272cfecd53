import { ConfigurationError } from '../../../shared/errors.ts';
import { recountRequest } from '../../../shared/roll-up/recount-request.ts';
import type { OpenDeployment } from '../../ops/open-deployment.ts';

/**
 * The same deployment, by which nothing can be written: not a message, not a dead letter, and of its functions only the
 * roll-up may be asked, to sum rows. What the page does not offer is held here, whatever asks for it.
 */
export function readOnly(deployment: OpenDeployment) {
  const refuse = async (): Promise<never> => {
    throw new ConfigurationError('this console changes nothing');
  };
  const invoke: OpenDeployment['invoke'] = async (name, payload) => {
    const isRecount = recountRequest.safeParse(JSON.parse(payload)).success;
    return name === 'roll-up' && isRecount ? await deployment.invoke(name, payload) : await refuse();
  };
  return {
    ...deployment,
    invoke,
    send: refuse,
    letters: { all: deployment.letters.all, remove: refuse },
    refuse,
  };
}
