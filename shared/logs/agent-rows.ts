import * as z from 'zod/mini';

/** What else is to be said of a state's row. */
export const rowFlags = [
  /** Older than three minutes when it was settled. */
  'late',
  /** Another change of the same agent and second stands for it. */
  'collapsed',
  /** The API had it before. */
  'duplicate',
  /** The API, or our own check, refused it, or it has no code: it is a dead letter. */
  'refused',
] as const;
export type RowFlag = (typeof rowFlags)[number];

/**
 * One state of an agent, as it was settled. It is stable: who draws agents' days out of the log relies on it, so that keys are only
 * ever added. Times are ISO 8601 UTC with milliseconds; no name and no customer's number is in it.
 */
const agentRow = z.object({
  /** The `x-request-id` of the webhook that it came with. */
  correlationId: z.optional(z.string()),
  source: z.string(),
  accountId: z.string(),
  agentId: z.string(),
  eventTime: z.string(),
  /** In the vendor's words. */
  state: z.string(),
  reason: z.optional(z.string()),
  /** As Cloud Connect has them. */
  code: z.optional(z.string()),
  reasonCode: z.optional(z.string()),
  receivedAt: z.string(),
  /** When the API answered for it, or it was settled without asking. */
  acceptedAt: z.string(),
  /** Left out where there is nothing to say. */
  flags: z.optional(z.array(z.enum(rowFlags))),
});
export type AgentRow = z.infer<typeof agentRow>;

/** The `message` of a line of deliver-events, written where `logs.rows` of the configuration is true. */
export const agentRowsLine = z.object({ event: z.literal('agent-rows'), states: z.array(agentRow) });

/** The rows of a log line's `message`; none where it is another line, or none that this version can read. */
export function readAgentRows(message: unknown): readonly AgentRow[] {
  return agentRowsLine.safeParse(message).data?.states ?? [];
}

/** Bytes of JSON; CloudWatch Logs takes lines of up to 256 KB. */
const lineBytes = 190_000;

/** The rows in lists that each make one line. */
export function linesOfRows<Row>(rows: readonly Row[]): Row[][] {
  const lines: Row[][] = [];
  let bytes = lineBytes;
  for (const row of rows) {
    const own = Buffer.byteLength(JSON.stringify(row)) + 1;
    if (bytes + own > lineBytes) {
      lines.push([]);
      bytes = 0;
    }
    lines.at(-1)?.push(row);
    bytes += own;
  }
  return lines;
}
