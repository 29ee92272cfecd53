import { AdapterError } from '../../../shared/errors.ts';
import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import { redriveAnswer } from '../../../shared/receive-webhook/redrive-request.ts';
import { understood } from '../invoke-function.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Outcome } from '../work-through.ts';
import { type WayBack, wayBack } from './way-back.ts';

/**
 * Sends an original again, and takes the dead letter away once it has been taken: broken off in between, both are there,
 * and sending it once more changes nothing. One that has failed again by then was written anew, and stays.
 */
export async function redriveLetter(
  letter: StoredDeadLetter,
  deployment: Pick<OpenDeployment, 'letters' | 'send' | 'invoke'>,
): Promise<Outcome> {
  try {
    const way = await wayOf(letter);
    if (way.kind === 'none') return { outcome: 'impossible', detail: way.why };
    const refusal = await follow(way, deployment);
    if (refusal !== undefined) return { outcome: 'dead-lettered', detail: refusal };
    await deployment.letters.remove(letter);
    return { outcome: 'redriven' };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return { outcome: 'failed', detail: error.message };
  }
}

/** The way back of a stored letter; throws Unavailable where its original cannot be read. */
export async function wayOf(letter: StoredDeadLetter): Promise<WayBack> {
  const { source, reason, correlationId } = letter;
  return wayBack({ source, reason, correlationId, original: await letter.original() });
}

/** Resolves with the reason where it is a dead letter still. */
async function follow(
  way: Exclude<WayBack, { kind: 'none' }>,
  { send, invoke }: Pick<OpenDeployment, 'send' | 'invoke'>,
): Promise<string | undefined> {
  if (way.kind === 'function') {
    const data = await invoke(way.name, way.payload);
    const answer = understood(redriveAnswer, data, `${way.name} does not know how to redrive`);
    return answer.outcome === 'dead-lettered' ? answer.detail : undefined;
  }
  await send(way.queue, way.body);
  return undefined;
}
