import type { LocalService } from '../aws-call.ts';
import { AwsRefusal } from '../aws-refusal.ts';
import { getMetricData } from './get-metric-data.ts';
import type { MetricStore } from './metric-store.ts';

/** CloudWatch, as far as operators ask it: the metrics that the functions write into their logs. */
export function metricService(store: MetricStore): LocalService {
  return {
    // It knows no resources: whoever may read one metric may read all.
    permissionsFor: ({ action }) => [{ action: `cloudwatch:${action}`, resource: '*' }],
    answer: async ({ action, input }) => {
      if (action !== 'GetMetricData')
        throw new AwsRefusal(
          'UnknownOperationException',
          `The local CloudWatch has GetMetricData; it does not know ${action}`,
        );
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify(getMetricData(input, store)),
      };
    },
  };
}
