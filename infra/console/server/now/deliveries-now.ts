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
  return {
    name: 'deliveries',
    judgement: worstOf(
      figures.flatMap((each) => judgeDelivery(each, command, nowMs)),
      'Nothing was due in the last 15 minutes',
    ),
    ...freshness(figures),
    facts: [
      ...figures.map(({ call, delivered }) => ({
        label: `${deliveryCalls[call]}, 15 min`,
        value: String(sumOf(delivered)),
      })),
      failedRequests(figures),
    ],
  };
}

function freshness(figures: readonly DeliveryFigures[]): Pick<StageNow, 'headline' | 'caption'> {
  const states = figures.find(({ call }) => call === 'bulkInsertAgentActivity');
  const last = states?.freshnessP95Ms.at(-1);
  if (!last) return { headline: 'quiet', caption: 'no state was delivered in the last 15 minutes' };
  return {
    headline: `${inWords(last.value)} fresh`,
    caption: 'so long after they happened, 95 % of the states are in Cloud Connect',
  };
}

function failedRequests(figures: readonly DeliveryFigures[]): Fact {
  const sum = (of: 'requests' | 'failedRequests') => figures.reduce((all, each) => all + sumOf(each[of]), 0);
  return { label: 'requests failed', value: `${sum('failedRequests')} of ${sum('requests')}` };
}
