import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { AdapterError, InvalidEvents } from '../../../../shared/errors.ts';
import type { CanonicalEvent } from '../../../../shared/events/event.ts';
import { identifyEvents } from '../../../../shared/receive/identify-events.ts';
import { type Received, translatePayload } from '../../../../shared/receive/translate-payload.ts';
import type { Step } from '../../data.ts';
import { explainCodes, explainRows } from './explain-events.ts';
import { notReached, plural, step } from './trial.ts';

/** The steps from a genuine payload to the rows: translated, coded, shaped. */
export function explainTranslation(
  received: Received,
  payload: unknown,
  configuration: Configuration,
): readonly Step[] {
  try {
    const { events, ignored } = translatePayload(received, payload);
    const identified = identifyEvents(events, received.provenance);
    const stamped = identified.map((event) => ({ ...event, ...received.provenance }));
    return [
      translated(stamped, ignored),
      explainCodes(stamped, received.settings),
      explainRows(stamped, configuration),
    ];
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return [refused(error, received), ...notReached('coded', 'shaped')];
  }
}

function translated(events: readonly CanonicalEvent[], ignored: number): Step {
  const unused = ignored > 0 ? ` ${plural(ignored, 'part')} of a kind that is not used.` : '';
  const made = events.map((event) => ({ title: event.type, json: JSON.stringify(event, null, 2) }));
  if (events.length === 0) return step('translated', 'nothing', `It holds no event that counts.${unused}`);
  return step('translated', 'done', `${plural(events.length, 'event')}.${unused}`, { made });
}

/** A first-party sender is told, and can send again; what a vendor sent is kept. */
function refused(error: AdapterError, { source }: Received): Step {
  const faults = error instanceof InvalidEvents ? error.faults : [];
  const fate = source.firstParty
    ? 'Nothing of it would be taken'
    : 'It would be kept whole, as a dead letter `untranslatable`';
  return step('translated', 'stopped', `${fate}: ${error.message}`, {
    facts: faults.map(({ path, message }) => ({ label: path, value: message })),
  });
}
