import { judgeDelivery } from '../../../ops/doctor/check-delivery.ts';
import { inWords } from '../../../ops/doctor/in-words.ts';
import { type DeliveryFigures, deliveryCalls, sumOf } from '../../../ops/watch/read-deliveries.ts';
import type { Fact, StageNow } from '../../data.ts';
import { worstOf } from './judgement.ts';

/** What reached the API in the last quarter of an hour, and how fresh it was. */
export function deliveriesNow(
  figures: readonly DeliveryFigures[],
  command: (words: string) => string,
): StageNow {
  const rows = figures.reduce((sum, { delivered }) => sum + sumOf(delivered), 0);
  return {
    name: 'deliveries',
    judgement: worstOf(
      figures.flatMap((each) => judgeDelivery(each, command)),
      'Nothing was due in the last 15 minutes',
    ),
    headline: `${rows} row${rows === 1 ? '' : 's'} in 15 min`,
    facts: [
      { label: 'freshness of states', value: freshness(figures) },
      ...figures.map(({ call, delivered }) => ({
        label: deliveryCalls[call],
        value: String(sumOf(delivered)),
      })),
      failedRequests(figures),
    ],
  };
}

/** From the vendor's time to the API's yes. */
function freshness(figures: readonly DeliveryFigures[]): string {
  const states = figures.find(({ call }) => call === 'bulkInsertAgentActivity');
  const last = states?.freshnessP95Ms.at(-1);
  return last ? `95 % within ${inWords(last.value)}` : 'no state in 15 min';
}

function failedRequests(figures: readonly DeliveryFigures[]): Fact {
  const sum = (of: 'requests' | 'failedRequests') => figures.reduce((all, each) => all + sumOf(each[of]), 0);
  return { label: 'requests failed', value: `${sum('failedRequests')} of ${sum('requests')}` };
}
