import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import type { Throttle } from './gateway.ts';
import type { Drain } from './simulate.ts';

/** What an operator sets, of the gateway and of deliver-events, and how long the API then takes. */
export type Setting = {
  readonly gateway: Throttle;
  readonly drain: Omit<Drain, 'secondsPerRow'>;
};

const { http, delivery, cloudConnect } = parseConfiguration(
  {
    environment: 'bench',
    cloudConnect: { baseUrl: 'http://127.0.0.1:1' },
    sources: { standard: { vendor: 'standard' } },
  },
  'the bench’s configuration',
);

/** The configuration's own defaults. */
export const asDeployed: Setting = {
  gateway: { requestsPerSecond: http.requestsPerSecond, burst: http.burst },
  drain: {
    environments: delivery.maxConcurrency,
    windowSeconds: delivery.windowSeconds,
    eventsPerWindow: delivery.batchSize,
    rowsPerRequest: cloudConnect.rowsPerRequest,
    requestsPerSecond: cloudConnect.requestsPerSecond,
    // An assumption: nobody has measured the API itself with 500 rows.
    requestSeconds: 0.15,
  },
};

/** As an operator of a large center raises it. */
export const raised: Setting = {
  // The most that an account has without asking: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
  gateway: { requestsPerSecond: 10_000, burst: 5000 },
  drain: {
    environments: 10,
    windowSeconds: delivery.windowSeconds,
    // One event a message of some 1.1 KB with what SQS adds: Lambda's 6 MB cut the window there.
    eventsPerWindow: 5300,
    rowsPerRequest: 1000,
    requestsPerSecond: 50,
    // An assumption: twice the rows, twice the time.
    requestSeconds: 0.3,
  },
};
