import * as z from 'zod/mini';

/** What a batch's response says: which messages stay in the queue, and why all do where nothing else can be read. */
export type BatchOutcome =
  | { readonly type: 'done'; readonly failed: ReadonlySet<string> }
  | {
      readonly type: 'failed';
      readonly reason: string;
      /** The function threw, ran out of time or died, and left no response to read. */
      readonly functionError?: 'Unhandled';
    };

const responseSchema = z.nullish(
  z.object({
    batchItemFailures: z.nullish(
      z.array(z.object({ itemIdentifier: z.string().check(z.minLength(1)) }), {
        error: 'batchItemFailures is not a list of {itemIdentifier}',
      }),
    ),
  }),
);

/**
 * Lambda's rules for a mapping with ReportBatchItemFailures: an empty or null response or list means that all
 * succeeded; a response that is not JSON, an identifier that is empty, null, misnamed or not of this batch, that all
 * failed. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function readBatchResponse(payload: Buffer, messageIds: ReadonlySet<string>): BatchOutcome {
  const text = payload.toString().trim();
  const parsed = responseSchema.safeParse(text === '' ? null : parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join('.') || 'the response';
    return { type: 'failed', reason: `${at} is not what ReportBatchItemFailures allows: ${issue?.message}` };
  }
  const failed = new Set((parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  const unknown = [...failed].filter((id) => !messageIds.has(id));
  if (unknown.length > 0)
    return {
      type: 'failed',
      reason: `batchItemFailures names ${unknown.join(', ')}, which the batch does not have`,
    };
  return { type: 'done', failed };
}

/** A text that is not JSON is itself given to the schema, which takes no text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
