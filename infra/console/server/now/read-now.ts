import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { OpenDeployment } from '../../../ops/open-deployment.ts';
import { readDeadLetters } from '../../../ops/watch/read-dead-letters.ts';
import { readDeliveries } from '../../../ops/watch/read-deliveries.ts';
import type { QueueState } from '../../../ops/watch/read-queues.ts';
import { readReceipts } from '../../../ops/watch/read-receipts.ts';
import { readSourceActivity } from '../../../ops/watch/read-source-activity.ts';
import { readTokenLife } from '../../../ops/watch/read-token-life.ts';
import type { About, Now } from '../../data.ts';
import { deadLettersNow } from './dead-letters-now.ts';
import { deliveriesNow } from './deliveries-now.ts';
import { queueNow } from './queue-now.ts';
import { readRhythm } from './read-rhythm.ts';
import { sourceNow } from './source-now.ts';
import { tokenNow } from './token-now.ts';

/** What is looked at, and by what it is judged. */
export type Looking = {
  readonly deployment: Pick<
    OpenDeployment,
    'environment' | 'readMetrics' | 'readQueues' | 'letters' | 'secrets'
  >;
  readonly configuration: Configuration;
  readonly kind: About['kind'];
  /** When the open window of the events queue closes, where that is known; undefined where none is open. */
  readonly windowClosesAt: () => string | undefined;
  /** These words as a command line for this deployment. */
  readonly command: (words: string) => string;
  readonly now: () => number;
};

/**
 * Looks at the whole pipeline. What is judged is judged as by the operators' doctor, so that both say the same. Throws
 * Unavailable where AWS does not answer.
 */
export function createLook(looking: Looking): () => Promise<Now> {
  let before: readonly QueueState[] = [];
  return async () => {
    const { deployment, configuration, now, command } = looking;
    const nowMs = now();
    const names = Object.keys(configuration.sources);
    const [activity, rhythms, queues, receipts, deliveries, token, letters] = await Promise.all([
      readSourceActivity(deployment, names, nowMs),
      readRhythm(deployment, names, nowMs),
      deployment.readQueues(),
      readReceipts(deployment, names, nowMs),
      readDeliveries(deployment, nowMs),
      readTokenLife(deployment.secrets, nowMs),
      readDeadLetters(deployment.letters),
    ]);
    const sources = activity.flatMap((each, index) =>
      sourceNow(each, rhythms[index] ?? [], { ...looking, nowMs }),
    );
    const stages = [
      queueNow({ before, queues, receipts, deliveries }, { ...looking, nowMs }),
      deliveriesNow(deliveries, sources, { command, nowMs }),
      tokenNow(token, nowMs),
      deadLettersNow(letters, { command, nowMs }),
    ];
    before = queues;
    return { at: new Date(nowMs).toISOString(), sources, stages };
  };
}
