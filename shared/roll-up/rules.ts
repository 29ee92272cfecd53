import type { Configuration, VolumeConfiguration } from '../configuration/configuration.ts';

/** How the contacts of one source are counted. */
export type RollUpRules = Omit<VolumeConfiguration, 'collectionPoints'>;

/** Of a source that the configuration no longer has, contacts may still be on their way. */
const ofNoSource: RollUpRules = { serviceLevelSeconds: 20 };

export function rulesOf({ sources }: Pick<Configuration, 'sources'>, source: string): RollUpRules {
  return sources[source]?.volume ?? ofNoSource;
}
