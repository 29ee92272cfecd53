import { counted } from '../counted.ts';
import { reasonWords } from '../dead-letters/reason-words.ts';
import { countOf, type Told } from './read-records.ts';
import type { Letter, Step } from './tell-story.ts';

/** A message that failed waits so long at most: `backoff.maxSeconds` of the delivery. */
export const comesBack = 'comes back within 15 minutes';

/** What a line says happened, in words. */
export function stepOf(told: Told, correlationId: string, letters: readonly Letter[]): Step {
  const { at, line } = told;
  const count = countOf(correlationId, told);
  const rows = counted(count, 'row');
  switch (line.event) {
    case 'webhook-accepted':
    case 'webhook-ignored':
      return { at, what: 'received', text: `a genuine webhook of ${line.source}: ${parts(line)}` };
    case 'event-accepted':
      return { at, what: 'received', text: `an event of ${line.source} over EventBridge: ${parts(line)}` };
    case 'records-accepted': {
      const which = `${counted(line.records, 'record')} of a stream (${line.firstRecord} to ${line.lastRecord})`;
      return { at, what: 'received', text: `${which} of ${line.source}: ${parts(line)}` };
    }
    case 'webhook-redriven':
    case 'event-redriven':
      return { at, what: 'redriven', text: `an operator had it taken up again: ${parts(line)}` };
    case 'webhook-refused':
      return { at, what: 'refused', text: `answered ${line.status}: ${line.code}` };
    case 'webhook-failed':
      return {
        at,
        what: 'failed',
        text: `answered ${line.status} (${line.code}): the sender was to send it again`,
      };
    case 'rows-enqueued':
      return {
        at,
        what: 'queued',
        text: `${counted(line.rows, 'quarter-hour row')} by a run of the roll-up`,
      };
    case 'request-settled':
      return { at, ...requestStep(line, rows, told.requestId) };
    case 'rows-unsent':
      return { at, ...unsent[line.why], text: `${rows} ${unsent[line.why].text}` };
    case 'contacts-settled':
      return line.outcome === 'recorded'
        ? {
            at,
            what: 'recorded',
            text: `${counted(count, 'contact event')} into what is known of the contacts`,
          }
        : {
            at,
            what: 'waiting',
            text: `${counted(count, 'contact event')} could not be recorded: ${comesBack}`,
          };
    case 'dead-lettered': {
      const letter = letters.find(({ id }) => id === line.id);
      const why = letter ? `: ${letter.detail}` : ' (redriven or discarded since)';
      const help = letter ? `. What to do: ${reasonWords[letter.reason].remedy}` : '';
      return { at, what: 'dead letter', text: `${line.reason} ${line.id}${why}${help}` };
    }
  }
}

type RequestLine = Extract<Told['line'], { event: 'request-settled' }>;

function requestStep({ outcome, request, call, detail }: RequestLine, rows: string, window = 'unknown') {
  const by = `${call}, x-request-id ${request}, in the window of invocation ${window}`;
  switch (outcome) {
    case 'delivered':
      return { what: 'delivered', text: `${rows} by ${by}` };
    case 'stored-before':
      return { what: 'delivered', text: `${rows} that the API had already, by ${by}` };
    case 'refused':
      return { what: 'refused', text: `${rows} by the API, standing alone in ${by}` };
    case 'outage':
      return { what: 'not taken', text: `${rows} by ${by}: ${detail ?? 'no reason given'}; ${comesBack}` };
  }
}

const unsent = {
  outage: { what: 'waiting', text: `not sent, because an outage of the API lasts; ${comesBack}` },
  time: { what: 'waiting', text: `not sent, because the invocation had no time left; ${comesBack}` },
  unordered: { what: 'waiting', text: `not sent, because the table did not answer; ${comesBack}` },
  known: { what: 'delivered', text: 'sent no more, because the API has the same or a newer row' },
  unusable: {
    what: 'left out',
    text: 'of a user whose name no row can hold, as the dead letter says that was made of the user before',
  },
  superseded: {
    what: 'delivered',
    text: 'for which another of the same key went, which tells the later state',
  },
} as const;

type Parts = { readonly events: number; readonly contacts: number; readonly ignored: number };

function parts({ events, contacts, ignored }: Parts): string {
  const queued = [
    ...(events > 0 ? [`${counted(events, 'event')} for the API`] : []),
    ...(contacts > 0 ? [`${counted(contacts, 'event')} of contacts`] : []),
  ];
  const unused = ignored > 0 ? ` (${counted(ignored, 'part')} of a kind that is not used)` : '';
  return queued.length > 0 ? `${queued.join(' and ')} queued${unused}` : `nothing in it is used${unused}`;
}
