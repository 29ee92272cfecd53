import type { SourceConfiguration } from '../configuration/configuration.ts';
import { type Fault, InvalidEvents, Untranslatable } from '../errors.ts';
import { compileWhenBusy } from '../events/compile-when-busy.ts';
import { type Provenance, translatedEvent } from '../events/event.ts';
import { faultsOf } from '../events/faults.ts';
import type { AgentDirectory, Source, Translation } from '../sources/source.ts';
import { orUntranslatable } from './or-untranslatable.ts';

/** So many of a translation's faults stand in its dead letter. */
const faultsShown = 5;

const validEvent = compileWhenBusy(translatedEvent);

/** What is known of a payload beside itself: the configured source that it is from, and when it came in. */
export type Received = {
  readonly source: Source;
  readonly settings: SourceConfiguration;
  readonly provenance: Provenance;
};

/** A genuine payload's events, each valid. Throws Untranslatable, for a first-party sender InvalidEvents. */
export function translatePayload(
  { source, settings, provenance }: Received,
  payload: unknown,
  agents?: AgentDirectory,
): Translation {
  const context = { settings, receivedAt: provenance.receivedAt, ...(agents && { agents }) };
  const { events, ignored } = orUntranslatable(source, () => source.translate(payload, context));
  const faults = events.flatMap((event, index) => {
    const error = validEvent.errorIn(event);
    return error ? faultsOf(error, ['events', index]) : [];
  });
  if (faults.length > 0) throw faulty(faults, source.firstParty);
  return { events, ignored };
}

function faulty(faults: readonly Fault[], firstParty: boolean): InvalidEvents | Untranslatable {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  if (firstParty) return new InvalidEvents(`${count} in the events: correct and send them whole`, faults);
  const shown = faults.slice(0, faultsShown).map(({ path, message }) => `${path}: ${message}`);
  return new Untranslatable(`${count} in the translated events, first: ${shown.join('; ')}`);
}
