// By this name a function's bundle gets the configured vendors alone; everywhere else it is vendors.ts.
import * as vendors from '#vendors';
import type { Source } from './source.ts';

/** Every vendor's source, by the name that the configuration uses. */
export const sources: Readonly<Record<string, Source>> = vendors;
