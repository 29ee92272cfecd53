import { sourceOf } from '../../../local/sample-webhooks.ts';
import type { Tried, TryRequest } from '../../data.ts';
import { settingsOf } from '../settings.ts';
import type { Trial } from './trial.ts';
import { tryEvent } from './try-event.ts';
import { tryWebhook } from './try-webhook.ts';

/** What would become of a payload, step by step; nothing of it is kept or sent. Throws ConfigurationError for an unknown source. */
export async function tryPayload(request: TryRequest, trial: Trial): Promise<Tried> {
  const settings = settingsOf(trial.configuration, request.source);
  const source = sourceOf(settings);
  return source.transport === 'aws'
    ? tryEvent(request, { source, settings, trial })
    : await tryWebhook(request, settings, trial);
}
