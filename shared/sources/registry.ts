import type { Source } from './source.ts';
import * as vendors from './vendors.ts';

/** Every vendor's source, by the name that the configuration uses. */
export const sources: Readonly<Record<string, Source>> = vendors;
