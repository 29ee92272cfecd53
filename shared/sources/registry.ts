import type { Source } from './source.ts';

/** Every vendor, by the name that the configuration uses. */
export const sources: Readonly<Record<string, Source>> = {};
