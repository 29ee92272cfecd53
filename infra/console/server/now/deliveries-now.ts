import { judgeDelivery } from '../../../ops/doctor/check-delivery.ts';
import { inWords } from '../../../ops/doctor/in-words.ts';
import { type DeliveryFigures, deliveryCalls, sumOf } from '../../../ops/watch/read-deliveries.ts';
import type { Fact, StageNow } from '../../data.ts';
import { worstOf } from './judgement.ts';

/** What reached the API in the last quarter of an hour, and how fresh it was. */
export function deliveriesNow(
  figures: readonly DeliveryFigures[],
  { command, nowMs }: { readonly command: (words: string) => string; readonly nowMs: number },
): StageNow {
  const judgement = worstOf(
    figures.flatMap((each) => judgeDelivery(each, command, nowMs)),
    'Nothing was due in the last 15 minutes',
  );
  return {
    name: 'deliveries',
    judgement,
    ...freshness(figures, { isWrong: judgement.health === 'wrong', nowMs }),
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
  { isWrong, nowMs }: { readonly isWrong: boolean; readonly nowMs: number },
): Pick<StageNow, 'headline' | 'caption'> {
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
  return {
    headline: `${inWords(last.value)} fresh`,
    caption: 'so long after they happened, 95 % of the states are in Cloud Connect',
  };
}

function failedRequests(figures: readonly DeliveryFigures[]): Fact {
  const sum = (of: 'requests' | 'failedRequests') => figures.reduce((all, each) => all + sumOf(each[of]), 0);
  return { label: 'requests failed', value: `${sum('failedRequests')} of ${sum('requests')}` };
}
