import { sourceOf } from '../../../local/sample-webhooks.ts';
import { judgeSource } from '../../../ops/doctor/check-sources.ts';
import type { SourceActivity } from '../../../ops/watch/read-source-activity.ts';
import type { Judgement, SourceNow } from '../../data.ts';
import { judgementOf } from './judgement.ts';
import type { Looking } from './read-now.ts';

/** A source as the page shows it; none where the configuration has none of that name. */
export function sourceNow(
  activity: SourceActivity,
  rhythm: readonly number[],
  looking: Pick<Looking, 'configuration' | 'kind'> & { readonly nowMs: number },
): SourceNow[] {
  const { source: name, lastAtMs } = activity;
  const settings = looking.configuration.sources[name];
  if (!settings) return [];
  const { vendor, accountId } = settings;
  const judgement = judge(activity, looking);
  const lastEventAt = lastAtMs === undefined ? undefined : new Date(lastAtMs).toISOString();
  return [
    {
      ...{ name, vendor, accountId, transport: sourceOf(settings).transport },
      judgement,
      ...(lastEventAt !== undefined && { lastEventAt }),
      // All that can be wrong with a source is that it is silent.
      ...(lastEventAt !== undefined && judgement.health === 'wrong' && { silentSince: lastEventAt }),
      rhythm,
    },
  ];
}

/** The local run's metrics begin with it, so that "never" is no news there. */
function judge(
  activity: SourceActivity,
  { configuration, kind, nowMs }: Parameters<typeof sourceNow>[2],
): Judgement {
  if (kind === 'local' && activity.lastAtMs === undefined)
    return { health: 'unknown', what: `${activity.source} sent nothing since the local run began` };
  return judgementOf(judgeSource(activity, configuration.sources[activity.source], nowMs));
}
