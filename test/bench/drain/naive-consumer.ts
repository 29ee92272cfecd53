import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { z } from 'zod';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { acceptRequest, rowsPerRequest, writeLine } from './outside.ts';

const envelope = z.object({
  v: z.literal(1),
  source: z.string(),
  accountId: z.string(),
  receivedAt: z.iso.datetime(),
  events: z.array(
    z.object({
      type: z.literal('agent-activity'),
      id: z.string(),
      agentId: z.string().min(1).max(50),
      eventTime: z.iso.datetime(),
      state: z.string().min(1),
      reason: z.string().optional(),
      stateClass: z.enum(['available', 'busy', 'unavailable', 'offline']).optional(),
    }),
  ),
});

const stateCodes: Readonly<Record<string, string>> = {
  available: 'AVAIL',
  busy: 'BUSY',
  'ON-CALL': 'ON-CALL',
};

/** A record's events, validated by zod. */
function readRecord({ body }: QueueMessage) {
  return envelope.parse(JSON.parse(body)).events;
}

/** The events of the window, each record validated by zod once more. */
export function readNaively(window: readonly QueueMessage[]): number {
  return window.flatMap(readRecord).length;
}

/**
 * The whole of a delivery as most would write it: each record validated by zod, codes looked up, rows sorted by Date and sent
 * in requests of 500, with a line and the metrics of each, and the messages of a failed request given back. It neither
 * collapses, remembers, paces, halves nor sets aside anything. `hasFreshness` where it measures each row's, as ours does.
 */
export function naiveConsumer({ hasFreshness = true } = {}) {
  const metrics = new Metrics({ namespace: 'naive', serviceName: 'naive' });
  return async (window: readonly QueueMessage[], nowMs: number): Promise<number> => {
    const rows = window.flatMap((message) =>
      readRecord(message).map(({ agentId, eventTime, state, reason }) => ({
        messageId: message.messageId,
        at: new Date(eventTime),
        row: {
          AgentId: agentId,
          EventTime: formatDate(new Date(eventTime)),
          Activity: stateCodes[state] ?? state.slice(0, 10),
          ...(reason && { ReasonCode: reason.slice(0, 10) }),
        },
      })),
    );
    rows.sort((one, other) => one.at.getTime() - other.at.getTime());
    const failed = new Set<string>();
    let sent = 0;
    for (let from = 0; from < rows.length; from += rowsPerRequest) {
      const some = rows.slice(from, from + rowsPerRequest);
      try {
        const AgentUpdates = some.map(({ row }) => row);
        await acceptRequest(JSON.stringify({ AccountId: '1', AgentUpdates }));
        writeLine({ event: 'delivered', rows: some.length });
        metrics.addMetric('RowsDelivered', MetricUnit.Count, some.length);
        if (hasFreshness)
          for (const { at } of some)
            metrics.addMetric('Freshness', MetricUnit.Milliseconds, nowMs - at.getTime());
        sent += some.length;
      } catch (error) {
        writeLine({ event: 'delivery-failed', error: String(error) });
        for (const { messageId } of some) failed.add(messageId);
      }
    }
    metrics.publishStoredMetrics();
    if (failed.size > 0) throw new Error(`${failed.size} messages came back`);
    return sent;
  };
}

function formatDate(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  return `${day} ${date.getUTCHours()}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}
