import { SignatureRefused } from '../errors.ts';
import type { SourceSecrets } from '../ports/source-secrets.ts';
import { orUntranslatable } from '../receive/or-untranslatable.ts';
import type { Trust } from '../sources/source.ts';
import type { Arrival } from './find-source.ts';

/** A webhook proved to be its source's: what its bytes hold, and the secret that proved it. */
export type Genuine = { readonly payload: unknown; readonly signer: string };

/** Its payload and signer. Throws Untranslatable (first-party: InvalidEvents), or SignatureRefused, also after the secrets were read again, since the vendor's may have been replaced by now. */
export async function verifyWebhook(arrival: Arrival, secrets: SourceSecrets): Promise<Genuine> {
  const signer = await findSigner(arrival, secrets);
  return { payload: orUntranslatable(arrival.source, () => arrival.source.parse(arrival.webhook)), signer };
}

async function findSigner(arrival: Arrival, secrets: SourceSecrets): Promise<string> {
  const known = await secrets.read(arrival.sourceName);
  try {
    return verify(arrival, known);
  } catch (error) {
    if (!(error instanceof SignatureRefused)) throw error;
    const read = await secrets.readAgain(arrival.sourceName);
    if (read.join('\n') === known.join('\n')) throw error;
    return verify(arrival, read);
  }
}

function verify({ source, settings, webhook, nowMs }: Arrival, secrets: readonly string[]): string {
  const toleranceSeconds = settings.toleranceSeconds ?? source.toleranceSeconds;
  const trust: Trust = { secrets, nowMs, toleranceSeconds, settings };
  if (secrets.length === 0)
    throw new SignatureRefused('the source has no signing secret: store the vendor’s');
  try {
    return source.verify(webhook, trust);
  } catch (cause) {
    if (cause instanceof SignatureRefused) throw cause;
    // Verification fails closed: an accident on the way proves nothing, and bytes that cannot be read are nobody's yet.
    throw new SignatureRefused('the signature could not be checked', { cause });
  }
}
