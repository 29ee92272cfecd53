import { randomBytes } from 'node:crypto';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { sourceOf, webhookSourceOf } from '../../local/sample-webhooks.ts';
import { settingsOf } from './settings.ts';
import type { Trial } from './try/trial.ts';

/** Secrets of the vendors' forms, for trying out by a deployment whose own are none of the console's business. */
export function madeUpSecrets({
  sources,
}: Pick<Configuration, 'sources'>): Pick<Trial, 'secretsOf' | 'secretsAreMadeUp'> {
  const made = new Map<string, string>();
  return {
    secretsAreMadeUp: true,
    secretsOf: async (name) => {
      const settings = settingsOf({ sources }, name);
      if (sourceOf(settings).transport === 'aws') return [];
      const secret = made.get(name) ?? webhookSourceOf(settings).secretFrom(randomBytes(32));
      made.set(name, secret);
      return [secret];
    },
  };
}
