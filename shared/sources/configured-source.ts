import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { WebhookSource } from './source.ts';

/** The source as one entry of the configuration has it; the source itself where entries decide nothing of it. */
export function configuredSource(source: WebhookSource, settings: SourceConfiguration): WebhookSource {
  return source.configure ? { ...source, ...source.configure(settings) } : source;
}
