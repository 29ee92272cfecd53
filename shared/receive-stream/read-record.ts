import { Untranslatable } from '../errors.ts';
import type { IdentifiedEvent } from '../events/envelope.ts';
import { originOf, type Sender, sendersOf } from '../receive/find-senders.ts';
import { identifyEvents } from '../receive/identify-events.ts';
import { translatePayload } from '../receive/translate-payload.ts';
import { parseJson } from '../sources/parse-json.ts';
import type { AgentDirectory } from '../sources/source.ts';

/** One record of a Kinesis data stream. */
export type StreamRecord = { readonly sequenceNumber: string; readonly data: Buffer };

/** What a record tells one source: its events, or why it cannot be read. */
export type Reading = {
  readonly record: StreamRecord;
  readonly sender: Sender;
  readonly events: readonly IdentifiedEvent[];
  readonly fault?: Untranslatable;
};

/** What a record tells each source that it is from, or which account that is not configured it is from. */
export type RecordReadings = { readonly readings: readonly Reading[]; readonly droppedFrom?: string };

/**
 * Reads a record for every source that it is from. One that is no JSON, or says of no account at all, cannot be told to be
 * another account's: it is the first source's to set aside.
 */
export function readRecord(
  record: StreamRecord,
  senders: readonly Sender[],
  agents: AgentDirectory,
): RecordReadings {
  try {
    const payload = parseJson(record.data);
    const origin = originOf(payload, senders);
    if (origin === undefined) throw new Untranslatable('the record does not say which account it is from');
    const from = sendersOf(payload, senders);
    if (from.length === 0) return { readings: [], droppedFrom: origin };
    return { readings: from.map((sender) => readFor(sender, { record, payload }, agents)) };
  } catch (fault) {
    const [sender] = senders;
    if (!(fault instanceof Untranslatable) || !sender) throw fault;
    return { readings: [{ record, sender, events: [], fault }] };
  }
}

function readFor(
  sender: Sender,
  { record, payload }: { readonly record: StreamRecord; readonly payload: unknown },
  agents: AgentDirectory,
): Reading {
  try {
    const { events } = translatePayload(sender, payload, agents);
    return { record, sender, events: identifyEvents(events, sender.provenance) };
  } catch (fault) {
    if (!(fault instanceof Untranslatable)) throw fault;
    return { record, sender, events: [], fault };
  }
}
