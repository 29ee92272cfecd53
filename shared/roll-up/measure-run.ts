import type { Configuration } from '../configuration/configuration.ts';
import type { Metrics } from '../metrics.ts';
import type { RolledUp } from './roll-up.ts';

/**
 * Tells that a run ended well and what it did. Each source gets a zero with it: a source that sends nothing then has a number that
 * can be compared with its usual ones, where no number at all would say only that nobody looked.
 */
export function measureRun(
  { sent, left }: RolledUp,
  { sources }: Pick<Configuration, 'sources'>,
  metrics: Metrics,
): void {
  metrics('RollUpRuns', 1);
  metrics('RollUpRowsSent', sent);
  metrics('RollUpRowsLeft', left);
  for (const source of Object.keys(sources)) metrics('WebhooksAccepted', 0, { source });
}
