import { counted } from '../counted.ts';
import {
  type DeliveryFigures,
  deliveryCalls,
  deliveryRow,
  readDeliveries,
  sumOf,
} from '../watch/read-deliveries.ts';
import type { MetricPoint } from '../watch/read-metrics.ts';
import { type Found, failed, ok, warning } from './finding.ts';
import { inWords } from './in-words.ts';
import type { Check, Patient } from './patient.ts';

/** The alarm `api-fails` rings from this rate on, `rows-late` from this age on, three times in a row. */
const failingRate = 0.5;
const lateMs = 180_000;
const lateSpans = 3;
const spanMs = 5 * 60_000;

/** Whether rows reach the API, in time, by what was measured in the last 15 minutes; the alarms look at the same figures. */
export const checkDelivery: Check = {
  name: 'delivery',
  look: async ({ deployment, command, now }) => {
    const figures = await readDeliveries(await deployment(), now());
    const found = figures.flatMap((each) => judgeDelivery(each, command, now()));
    return found.length > 0 ? found : [ok('nothing was due in the last 15 minutes')];
  },
};

export function judgeDelivery(
  figures: DeliveryFigures,
  command: Patient['command'],
  nowMs: number,
): readonly Found[] {
  const { requests, refused, call } = figures;
  const refusedRows = sumOf(refused);
  return [
    ...(requests.length > 0 ? [judgeRequests(figures, nowMs)] : []),
    ...(call === 'bulkInsertAgentActivity' ? judgeFreshness(figures.freshnessP95Ms) : []),
    ...(refusedRows > 0
      ? [
          warning(
            `the API refused ${refusedRows} of the ${deliveryCalls[call]} in the last 15 minutes`,
            `see its words with ${command('dead-letters list --reason refused')}; told until 15 minutes after the last one`,
          ),
        ]
      : []),
  ];
}

/** Judged by the last five minutes in which anything was asked: in an outage the pauses grow. */
function judgeRequests({ requests, failedRequests, delivered, call }: DeliveryFigures, nowMs: number): Found {
  const what = deliveryCalls[call];
  const sinceMs = (requests.at(-1)?.atMs ?? 0) - spanMs + 60_000;
  const [asked, wrong] = [sumOf(requests, sinceMs), sumOf(failedRequests, sinceMs)];
  if (wrong / asked >= failingRate)
    return failed(
      `${asked === 1 ? 'the last request' : `${wrong} of the last ${asked} requests`} with ${what} failed: the API is not doing its part`,
      'what to do: README.md#api-fails',
    );
  const all = counted(sumOf(requests), 'request');
  const rows = counted(sumOf(delivered), deliveryRow[call]);
  const lastWrongMs = failedRequests.findLast(({ value }) => value > 0)?.atMs;
  if (lastWrongMs === undefined)
    return ok(`${rows} delivered in ${all} in the last 15 minutes, none of which failed`);
  const says = `${sumOf(failedRequests)} of ${all} with ${what} failed in the last 15 minutes`;
  const againMs = lastWrongMs + 60_000 + spanMs;
  if (nowMs >= againMs)
    return ok(`${says}, the last one ${inWords(nowMs - lastWrongMs)} ago; ${rows} delivered`);
  return warning(
    `${says}, and most of the latest went well`,
    `what failed is sent again; well again in ${inWords(againMs - nowMs)} if no more fail, else see README.md#api-fails`,
  );
}

function judgeFreshness(p95: readonly MetricPoint[]): Found[] {
  const last = p95.at(-1);
  if (!last) return [];
  const remedy = 'what to do: README.md#rows-late';
  const late = p95.filter(({ value }) => value >= lateMs).length;
  const says = `95 % of the states were at the API within ${inWords(last.value)} of their time`;
  if (late >= lateSpans) return [failed(`${says}, and have been late for a quarter of an hour`, remedy)];
  return [last.value >= lateMs ? warning(`${says}: late`, remedy) : ok(says)];
}
