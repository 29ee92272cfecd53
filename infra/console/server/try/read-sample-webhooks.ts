import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { TranslatedEvent } from '../../../../shared/events/event.ts';
import { type FreshSample, samplesOfNow } from '../../../local/sample-webhooks.ts';
import type { Sample } from '../../data.ts';
import { settingsOf } from '../settings.ts';

/** A source's sample webhooks, as its vendor would write them now. Throws ConfigurationError for an unknown source. */
export function readSampleWebhooks(
  source: string,
  configuration: Pick<Configuration, 'sources'>,
  nowMs: number,
): readonly Sample[] {
  return samplesOfNow(settingsOf(configuration, source), nowMs).map(sampleOf);
}

function sampleOf({ name, headers, body, events }: FreshSample): Sample {
  return { name, headers, body: pretty(body.toString('utf8')), says: saying(events) };
}

/** JSON is the same in whatever lines; what else there is stays to the letter. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function saying(events: readonly TranslatedEvent[]): string {
  const kinds = Map.groupBy(events, wordOf);
  return (
    [...kinds].map(([kind, { length }]) => (length > 1 ? `${length} × ${kind}` : kind)).join(', ') ||
    'no event'
  );
}

function wordOf(event: TranslatedEvent): string {
  switch (event.type) {
    case 'agent-activity':
      return `state ${event.state}`;
    case 'contact-milestone':
      return `contact ${event.milestone}`;
    case 'contact-summary':
      return 'contact summed up';
    case 'call-volume':
      return 'volume row';
    case 'person':
      return 'person';
    case 'collection-point':
      return 'collection point';
  }
}
