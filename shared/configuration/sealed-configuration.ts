import { createHash } from 'node:crypto';
import type { Configuration } from './configuration.ts';

type Sealed = { readonly seal: string; readonly configuration: Configuration };

/**
 * The text of a function's `configuration.json`: a configuration that was validated when the stack was synthesized, and its SHA-256 as
 * a seal. A function that starts knows it again by that: to validate all of it once more would take a tenth of a cold start.
 */
export function sealConfiguration(configuration: Configuration): string {
  const sealed: Sealed = { seal: sealOf(configuration), configuration };
  return `${JSON.stringify(sealed, null, 2)}\n`;
}

/** The configuration of such a text, parsed; undefined where it has no seal, or was changed after it was sealed. */
export function openConfiguration(data: unknown): Configuration | undefined {
  return isSealed(data) ? data.configuration : undefined;
}

/** Nothing but a validated configuration is ever sealed, so that the seal vouches for what is in it. */
function isSealed(data: unknown): data is Sealed {
  if (typeof data !== 'object' || data === null || !('seal' in data && 'configuration' in data)) return false;
  return data.seal === sealOf(data.configuration);
}

function sealOf(configuration: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(configuration) ?? '')
    .digest('hex');
}
