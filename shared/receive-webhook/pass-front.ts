import type { Configuration } from '../configuration/configuration.ts';
import { frontHeaders } from '../configuration/origin-secret.ts';
import { FrontBypassed } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { SourceSecrets } from '../ports/source-secrets.ts';
import { equalInConstantTime } from '../signatures/equal-in-constant-time.ts';
import type { WebhookRequest } from './find-source.ts';

type Front = {
  readonly configuration: Pick<Configuration, 'http' | 'sources'>;
  readonly front: SourceSecrets;
  readonly metrics: Metrics;
};

/** How the origin secret is asked for; its name ends so. */
const origin = 'origin';

/**
 * Where there is a firewall, the request as the firewall got it: without what CloudFront added, from the viewer's address and at the URL
 * that it called, since the gateway sees CloudFront's address, and itself called. One that came by another way is as the gateway says,
 * and is counted once the firewall stands before the gateway; throws FrontBypassed for it where the firewall is required.
 */
export async function passFront(request: WebhookRequest, dependencies: Front): Promise<WebhookRequest> {
  const { firewall, domain } = dependencies.configuration.http;
  if (!firewall) return request;
  const { proof, viewer, host } = frontHeaders;
  const {
    [proof]: given,
    [viewer]: senderAddress = '',
    [host]: called,
    ...headers
  } = request.webhook.headers;
  const webhook = { ...request.webhook, headers };
  if (await isOurs(given, dependencies.front)) {
    // A distribution that was not updated yet names no host.
    const url = `https://${called ?? domain?.name}${webhook.path}`;
    return { ...request, senderAddress, webhook: { ...webhook, url } };
  }
  if (firewall.stage !== 'beside') countBypass(request.sourceName, dependencies);
  if (firewall.stage === 'required')
    throw new FrontBypassed('webhooks are taken at the domain of this deployment alone: call that');
  return { ...request, webhook };
}

async function isOurs(given: string | undefined, front: SourceSecrets): Promise<boolean> {
  if (given === undefined) return false;
  const isProof = (secret: string) => equalInConstantTime(given, secret);
  return (await front.read(origin)).some(isProof) || (await front.readAgain(origin)).some(isProof);
}

/** For the alarm, and by source for who has to be moved over; a name that is none of ours is a stranger's, who loses nothing. */
function countBypass(source: string, { configuration, metrics }: Front): void {
  if (!Object.hasOwn(configuration.sources, source)) return;
  metrics('FrontBypassed', 1);
  metrics('FrontBypassed', 1, { source });
}
