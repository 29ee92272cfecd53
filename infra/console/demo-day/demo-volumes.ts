import { packEnvelopes } from '../../../shared/events/envelope.ts';
import type { VolumeRow } from '../../../shared/logs/volume-rows.ts';
import type { RecountAnswer } from '../../../shared/roll-up/recount-request.ts';
import { seededRandom } from '../../seeded-random.ts';

const quarterMs = 15 * 60_000;
const points = ['support', 'sales', 'billing'] as const;

type Quarter = VolumeRow & { readonly wrapSeconds: number };

/** Half a day of quarter hours that have ended: fuller about noon, as a center is. */
export function demoVolumes(nowMs: number): readonly Quarter[] {
  const random = seededRandom(11);
  const endMs = Math.floor(nowMs / quarterMs) * quarterMs;
  return points.flatMap((collectionPoint, place) =>
    Array.from({ length: 48 }, (_, index) => {
      const startMs = endMs - (48 - index) * quarterMs;
      const load = Math.sin((Math.PI * (index + 4)) / 56) * (14 - place * 4);
      const contactsOffered = Math.max(0, Math.round(load + random() * 4 - 2));
      const contactsNotHandled = Math.round(contactsOffered * random() * 0.25);
      const handled = contactsOffered - contactsNotHandled;
      const wrapSeconds = Math.round(handled * (20 + random() * 30));
      return {
        ...{ source: 'roll-up', accountId: '1', collectionPoint, interval: at(startMs) },
        ...{ contactsOffered, contactsNotHandled, wrapSeconds },
        talkSeconds: Math.round(handled * (140 + random() * 120)) + wrapSeconds,
        holdSeconds: Math.round(handled * random() * 40),
        serviceLevelPct: contactsOffered === 0 ? 0 : Math.round(700 + random() * 300) / 10,
        acceptedAt: at(startMs + quarterMs + 65_000),
      };
    }),
  );
}

/** What was sent of these first, where it was told otherwise later: every ninth that counts a contact. */
export function demoVolumeLog(quarters: readonly Quarter[]): readonly VolumeRow[] {
  return quarters.flatMap(({ wrapSeconds: _, ...row }, index) => {
    if (index % 9 !== 5 || row.contactsOffered < 2) return [row];
    const first = { ...row, contactsOffered: row.contactsOffered - 1, talkSeconds: row.talkSeconds - 95 };
    return [first, { ...row, acceptedAt: at(Date.parse(row.acceptedAt) + quarterMs) }];
  });
}

/** What the roll-up answers an operator who asks for the rows of a time. */
export function recounted(
  quarters: readonly Quarter[],
  { from, to }: { from: string; to: string },
): RecountAnswer {
  const wanted = quarters.filter(({ interval }) => interval >= from && interval < to);
  return {
    outcome: 'recounted',
    timeZone: 'UTC',
    rows: wanted.map(({ wrapSeconds, source, accountId, acceptedAt, ...figures }) => {
      const event = {
        type: 'call-volume',
        id: `${figures.collectionPoint}${figures.interval}`,
        ...figures,
      } as const;
      const provenance = { source, accountId, receivedAt: acceptedAt };
      return { sources: ['zoom'], wrapSeconds, body: packEnvelopes(provenance, [event])[0] ?? '' };
    }),
  };
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}
