import { judgeDelivery } from '../../../ops/doctor/check-delivery.ts';
import { inWords } from '../../../ops/doctor/in-words.ts';
import {
  type DeliveryFigures,
  deliveryCalls,
  deliverySpanMs,
  sumOf,
} from '../../../ops/watch/read-deliveries.ts';
import type { Fact, SourceNow, StageNow } from '../../data.ts';
import { worstOf } from './judgement.ts';
import { leftOut } from './left-out.ts';

/** What reached the API in the last quarter of an hour, how fresh it was, and which sources had no part in it. */
export function deliveriesNow(
  figures: readonly DeliveryFigures[],
  sources: readonly SourceNow[],
  { command, nowMs }: { readonly command: (words: string) => string; readonly nowMs: number },
): StageNow {
  const judgement = worstOf(
    figures.flatMap((each) => judgeDelivery(each, command, nowMs)),
    'Nothing was due in the last 15 minutes',
  );
  return {
    name: 'deliveries',
    judgement,
    ...freshness(figures, sources, { isWrong: judgement.health === 'wrong', nowMs }),
    facts: [
      ...figures.map(({ call, delivered }) => ({
        label: `${deliveryCalls[call]}, 15 min`,
        value: String(sumOf(delivered)),
      })),
      failedRequests(figures),
    ],
  };
}

/** What was fresh before the API failed is so no more: then it is told how long ago the last state reached it. */
function freshness(
  figures: readonly DeliveryFigures[],
  sources: readonly SourceNow[],
  { isWrong, nowMs }: { readonly isWrong: boolean; readonly nowMs: number },
): Pick<StageNow, 'headline' | 'leftOut' | 'caption'> {
  const states = figures.find(({ call }) => call === 'bulkInsertAgentActivity');
  const lastMs = states?.delivered.findLast(({ value }) => value > 0)?.atMs;
  const last = states?.freshnessP95Ms.at(-1);
  const none = 'no state reached Cloud Connect in the last 15 minutes';
  if (isWrong && lastMs !== undefined)
    return {
      headline: `${inWords(nowMs - lastMs)} behind`,
      caption: 'so long ago, the last state reached Cloud Connect',
    };
  if (isWrong) return { headline: 'over 15 min behind', caption: none };
  if (!last) return { headline: 'quiet', caption: none };
  const without = leftOut(sources, { nowMs, spanMs: deliverySpanMs });
  return {
    headline: `${inWords(last.value)} fresh`,
    ...(without !== undefined && { leftOut: without }),
    caption: 'so long after they happened, 95 % of the states are in Cloud Connect',
  };
}

function failedRequests(figures: readonly DeliveryFigures[]): Fact {
  const sum = (of: 'requests' | 'failedRequests') => figures.reduce((all, each) => all + sumOf(each[of]), 0);
  return { label: 'requests failed', value: `${sum('failedRequests')} of ${sum('requests')}` };
}
