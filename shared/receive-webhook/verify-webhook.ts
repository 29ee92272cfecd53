import { AdapterError, SignatureRefused } from '../errors.ts';
import type { SourceSecrets } from '../ports/source-secrets.ts';
import type { Trust } from '../sources/source.ts';
import type { Arrival } from './find-source.ts';

/** A webhook proved to be its source's: what its bytes hold, and what they were proved against. */
export type Genuine = { readonly payload: unknown; readonly trust: Trust };

/** Throws SignatureRefused, also after the secrets were read again, since the vendor's may have been replaced by now. */
export async function verifyWebhook(arrival: Arrival, secrets: SourceSecrets): Promise<Genuine> {
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

function verify({ source, settings, webhook, nowMs }: Arrival, secrets: readonly string[]): Genuine {
  const toleranceSeconds = settings.toleranceSeconds ?? source.toleranceSeconds;
  const trust = { secrets, nowMs, toleranceSeconds, publicUrl: settings.publicUrl };
  if (secrets.length === 0)
    throw new SignatureRefused('the source has no signing secret: store the vendor’s');
  try {
    return { payload: source.verify(webhook, trust), trust };
  } catch (cause) {
    if (cause instanceof AdapterError) throw cause;
    // Verification fails closed: an accident on the way proves nothing.
    throw new SignatureRefused('the signature could not be checked', { cause });
  }
}
