import type { Configuration } from '../configuration/configuration.ts';
import { frontHeaders } from '../configuration/origin-secret.ts';
import { FrontBypassed } from '../errors.ts';
import type { SourceSecrets } from '../ports/source-secrets.ts';
import { equalInConstantTime } from '../signatures/equal-in-constant-time.ts';
import type { WebhookRequest } from './find-source.ts';

type Front = { readonly configuration: Pick<Configuration, 'http'>; readonly front: SourceSecrets };

/** How the origin secret is asked for; its name ends so. */
const origin = 'origin';

/**
 * Where a firewall stands before the gateway, the request as the firewall got it: without what CloudFront added, and from the viewer's
 * address, since the gateway sees CloudFront's own. Throws FrontBypassed for one that came by the gateway's own address.
 */
export async function passFront(
  request: WebhookRequest,
  { configuration, front }: Front,
): Promise<WebhookRequest> {
  if (!configuration.http.firewall) return request;
  const { [frontHeaders.proof]: given, [frontHeaders.viewer]: viewer, ...headers } = request.webhook.headers;
  const isProof = (secret: string) => given !== undefined && equalInConstantTime(given, secret);
  const isOurs = (await front.read(origin)).some(isProof) || (await front.readAgain(origin)).some(isProof);
  if (!isOurs)
    throw new FrontBypassed('webhooks are taken at the domain of this deployment alone: call that');
  return { ...request, senderAddress: viewer ?? '', webhook: { ...request.webhook, headers } };
}
