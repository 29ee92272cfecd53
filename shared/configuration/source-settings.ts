import * as z from 'zod/mini';
import { peopleSources, type Source } from '../sources/source.ts';
import { commonSettings } from './configuration.ts';

/**
 * The schema of a configuration entry of this vendor: what may stand in any, and the choices its options leave. Strict, so
 * that a misspelt key is a fault; what is left out is filled in with the vendor's defaults. What is filled in is
 * valid again.
 */
export function settingsSchema({ vendor, options, transport }: Source) {
  const { agentIds, collectionPoints, activity, announcesPeople, needsTimeZone, settings } = options;
  const ids = {
    agentId: z._default(oneOf(agentIds), agentIds[0]),
    collectionPoint: collectionPoints[0]
      ? z._default(oneOf(collectionPoints), collectionPoints[0])
      : z._default(z.literal('', 'must be left out: the vendor names no queue'), ''),
  };
  const { timeZone, throttle, allowedIps, ...common } = commonSettings;
  return z.strictObject({
    ...common,
    ...(transport === 'webhook' && { throttle, allowedIps }),
    vendor: z.literal(vendor),
    timeZone: needsTimeZone ? z.nonoptional(timeZone, zoneMissing) : timeZone,
    ids: z.prefault(z.strictObject(ids), {}),
    activity: activity[0]
      ? z._default(z.enum(activity), activity[0])
      : z._default(z.literal('none', 'must be left out: the vendor tells no state'), 'none'),
    people: announcesPeople
      ? z._default(z.enum(peopleSources), 'none')
      : z._default(z.literal('none', nobodyAnnounced), 'none'),
    ...settings,
  });
}

const nobodyAnnounced =
  'must be left out: no event of the vendor announces a user with a name (people that a sender or a mapping of yours tells of are always taken)';
const zoneMissing = 'must be set: the vendor writes times without a zone, and only you know which it means';

/** An id by the vendor's name for it; `attributes.*` stands for any name below. */
function oneOf(names: readonly string[]): z.ZodMiniType<string, string> {
  const allowed = `must be one of ${names.join(', ')}`;
  if (!names.some((name) => name.endsWith('*'))) return z.enum(names, allowed);
  const pattern = names.map((name) => name.replaceAll('.', '\\.').replace(/\*$/, '[\\w.-]+')).join('|');
  return z.string().check(z.regex(new RegExp(`^(?:${pattern})$`), allowed), z.meta({ examples: names }));
}
