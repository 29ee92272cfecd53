import { randomBytes } from 'node:crypto';
import type { SourceConfiguration } from '../../../../shared/configuration/configuration.ts';
import { ConfigurationError } from '../../../../shared/errors.ts';
import type { SignedWebhook } from '../../../../shared/sources/source.ts';
import { webhookSourceOf } from '../../../local/sample-webhooks.ts';
import type { Fact, Step, TryRequest } from '../../data.ts';
import { step, type Trial } from './trial.ts';

/** Older than any source but those that sign no time at all takes. */
const staleMs = 48 * 3_600_000;

export type Signed = { readonly signed: SignedWebhook; readonly step: Step };

/**
 * The payload as its vendor would send it, signed as the request wishes. What proves it is named and never shown, because
 * with several vendors the proof is the secret itself. Throws ConfigurationError where the payload cannot carry the proof.
 */
export async function signPayload(
  request: TryRequest,
  settings: SourceConfiguration,
  trial: Trial,
): Promise<Signed> {
  const unsigned = { headers: lowerCase(request.headers), body: Buffer.from(request.body) };
  if (request.signing === 'none')
    return {
      signed: unsigned,
      step: step('signed', 'nothing', 'Sent as it stands, with no proof made for it.'),
    };
  const source = webhookSourceOf(settings);
  const [current] = await trial.secretsOf(request.source);
  const secret = request.signing === 'wrong-secret' ? source.secretFrom(randomBytes(32)) : current;
  if (secret === undefined)
    throw new ConfigurationError(
      `${request.source} has no signing secret: npm run ops -- secrets set source ${request.source} stores it`,
    );
  const nowMs = trial.now() - (request.signing === 'stale' ? staleMs : 0);
  const signed = sealed(() => source.sign(unsigned, { secret, nowMs, settings }));
  return {
    signed,
    step: step('signed', 'done', wordsOf(request, trial), { facts: proofOf(unsigned, signed) }),
  };
}

/** Where the proof stands in the body, a body that is not of the vendor's format has no place for it. */
function sealed(sign: () => SignedWebhook): SignedWebhook {
  try {
    return sign();
  } catch (cause) {
    throw new ConfigurationError(`the payload cannot be signed as the vendor does it: ${String(cause)}`, {
      cause,
    });
  }
}

function wordsOf({ signing, source }: TryRequest, { secretsAreMadeUp }: Trial): string {
  const secret = secretsAreMadeUp ? 'a secret made up for this trial' : `the current secret of ${source}`;
  if (signing === 'wrong-secret') return `Signed with a secret that is not the one of ${source}.`;
  if (signing === 'stale') return `Signed with ${secret}, as of two days ago.`;
  return `Signed with ${secret}, as the vendor does it.`;
}

function proofOf(unsigned: Pick<SignedWebhook, 'headers' | 'body'>, signed: SignedWebhook): Fact[] {
  const made = Object.entries(signed.headers)
    .filter(([name, value]) => unsigned.headers[name.toLowerCase()] !== value)
    .map(([name]) => name);
  const inBody = !unsigned.body.equals(signed.body);
  return [
    ...(made.length > 0
      ? [{ label: made.length === 1 ? 'header made' : 'headers made', value: made.join(', ') }]
      : []),
    ...(inBody ? [{ label: 'put into the body', value: 'the vendor’s proof stands there' }] : []),
    ...(signed.queryString ? [{ label: 'put into the URL', value: 'a hash of the body' }] : []),
  ];
}

export function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
