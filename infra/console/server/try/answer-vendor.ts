import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { Answer } from '../../../../shared/receive-webhook/answer.ts';
import type { WebhookRequest } from '../../../../shared/receive-webhook/find-source.ts';
import { problemOf } from '../../../../shared/receive-webhook/problem.ts';
import { receiveWebhook } from '../../../../shared/receive-webhook/receive-webhook.ts';
import { sources } from '../../../../shared/sources/registry.ts';
import type { VendorAnswer } from '../../data.ts';
import type { Trial } from './trial.ts';

/**
 * What receive-webhook answers this webhook, to the letter but for the request's id: its own code, with queues and dead
 * letters that take everything and keep nothing.
 */
export async function answerVendor(request: WebhookRequest, trial: Trial): Promise<VendorAnswer> {
  const { configuration, secretsOf, now } = trial;
  const taken = async () => {};
  try {
    const answer = await receiveWebhook(request, {
      configuration: fromAnywhere(configuration),
      sources,
      front: { read: async () => [], readAgain: async () => [] },
      secrets: { read: secretsOf, readAgain: secretsOf },
      queues: { events: { send: taken }, contacts: { send: taken } },
      deadLetters: { put: taken },
      now,
      log: () => {},
      metrics: () => {},
    });
    return plain(answer);
  } catch (error) {
    return plain(problemOf(error));
  }
}

/** A trial comes from here: neither through the firewall, nor from the vendor's addresses. */
function fromAnywhere({ http, sources: configured, ...rest }: Configuration): Configuration {
  const { firewall: _firewall, ...gateway } = http;
  const open = Object.entries(configured).map(([name, { allowedIps: _allowed, ...source }]) => [
    name,
    source,
  ]);
  return { ...rest, http: gateway, sources: Object.fromEntries(open) };
}

function plain({ statusCode, headers, body = '' }: Answer): VendorAnswer {
  return { status: statusCode, headers, body };
}
