import { AdapterError, SignatureRefused, Unavailable, Untranslatable } from '../errors.ts';
import { type Answer, acknowledge } from './answer.ts';
import { countRefusal } from './count-refusal.ts';
import type { Arrival } from './find-source.ts';
import type { ReceiveDependencies } from './receive-webhook.ts';
import { setAside } from './set-aside.ts';

/** Nothing of the webhook was taken into the queues. */
const nothing = { accepted: 0, ignored: 0 } as const;

/**
 * What a webhook is answered that was not taken, in the words its vendor understands; throws the error that says the rest.
 * A genuine one that cannot be translated is set aside whole and counts as taken. Where the vendor would switch off an
 * address that refuses, a forged one is dropped with a success, so that nobody can bring that about.
 */
export async function settleError(
  arrival: Arrival,
  error: unknown,
  dependencies: ReceiveDependencies,
): Promise<Answer> {
  const { source, sourceName } = arrival;
  if (error instanceof Untranslatable && !source.firstParty) {
    try {
      await setAside(arrival, error, dependencies);
    } catch (failure) {
      throw inVendorsWords(arrival, failure);
    }
    dependencies.metrics('WebhooksUntranslatable', 1, { source: sourceName });
    return acknowledge(source, nothing);
  }
  if (error instanceof SignatureRefused && source.refusalStatus) {
    dependencies.log('warn', 'webhook-refused', {
      source: sourceName,
      status: source.refusalStatus,
      code: error.code,
    });
    countRefusal(error.code, sourceName, dependencies.metrics);
    return acknowledge({ successStatus: source.refusalStatus }, nothing);
  }
  throw inVendorsWords(arrival, error);
}

/** Where a vendor tries again after a status of its own only, every failure of ours must have that one. */
function inVendorsWords({ source: { retryStatus } }: Arrival, error: unknown): unknown {
  const isOurs = !(error instanceof AdapterError) || error.status >= 500;
  if (!retryStatus || !isOurs) return error;
  return new Unavailable('the webhook was not taken', { cause: error, status: retryStatus });
}
