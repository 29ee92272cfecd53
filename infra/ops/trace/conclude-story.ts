import { counted } from '../counted.ts';
import { countOf, type Told } from './read-records.ts';
import { comesBack, stepOf } from './step-of.ts';
import type { Conclusion, Letter } from './tell-story.ts';

/** How it stands with what came in, from all that was told of it, in the order of time. */
export function concludeStory(
  correlationId: string,
  told: readonly Told[],
  letters: readonly Letter[],
): Conclusion {
  if (letters.length > 0)
    return {
      state: 'dead-lettered',
      text: `${counted(letters.length, 'dead letter')} to be redriven or discarded: dead-letters show ${letters[0]?.id}`,
    };
  const { queued, contacts, settled, recorded } = countAll(correlationId, told);
  const open = Math.max(0, queued + contacts - settled - recorded);
  // The dead letters of these are gone, for there is none.
  const gone = Math.min(open, deadEvents(told));
  const last = told.at(-1);
  if (open > gone) return waiting(open - gone, told, correlationId);
  if (gone > 0)
    return {
      state: 'gone',
      text:
        `${counted(gone, 'event')} became a dead letter that is there no more: redriven a moment ago, and delivered within ` +
        '30 seconds or so; otherwise it was discarded',
    };
  if (queued > 0 || settled > 0)
    return {
      state: 'delivered',
      text: `nothing waits any more${contacts > 0 ? `; ${whereContactsGo}` : ''}`,
    };
  if (contacts > 0 || recorded > 0) return { state: 'recorded', text: whereContactsGo };
  if (last?.line.event === 'webhook-refused') return { state: 'refused', text: 'nothing of it was taken' };
  if (last?.line.event === 'webhook-failed')
    return {
      state: 'not-taken',
      text: 'nothing of it was answered with success: its sender has to send it again, as another webhook',
    };
  if (last?.line.event === 'dead-lettered')
    return {
      state: 'dead-lettered',
      text: 'its dead letter is gone: it was discarded, or redriven as before this version',
    };
  return last ? { state: 'ignored', text: 'nothing of it is to be delivered' } : nothingTold;
}

const nothingTold: Conclusion = { state: 'unknown', text: 'no line of the logs tells of it in this time' };
const whereContactsGo =
  'its contacts end in what is known of them; the quarter-hour rows they change are sent by the next roll-up, every 15 minutes, under its own id';

/** What was to be settled, and what is. */
function countAll(correlationId: string, told: readonly Told[]) {
  const total = { queued: 0, contacts: 0, settled: 0, recorded: 0 };
  for (const each of told) {
    const { line } = each;
    const count = countOf(correlationId, each);
    if ('contacts' in line) {
      total.queued += line.events;
      total.contacts += line.contacts;
    } else if (line.event === 'rows-enqueued') total.queued += line.rows;
    else if (line.event === 'request-settled' && isDone[line.outcome]) total.settled += count;
    else if (line.event === 'rows-unsent' && isOver[line.why]) total.settled += count;
    else if (line.event === 'contacts-settled' && line.outcome === 'recorded') total.recorded += count;
  }
  return total;
}

/** How many single events became dead letters. */
function deadEvents(told: readonly Told[]): number {
  const ids = told.flatMap(({ line }) =>
    line.event === 'dead-lettered' && !isWhole.test(line.id) ? [line.id] : [],
  );
  return new Set(ids).size;
}

const isOver = {
  outage: false,
  time: false,
  unordered: false,
  known: true,
  superseded: true,
  unusable: true,
} as const;
const isDone = { delivered: true, 'stored-before': true, refused: false, outage: false } as const;
/** Dead letters of what never became an event of its own. */
const isWhole = /^(webhook|event|message)\//;

function waiting(left: number, told: readonly Told[], correlationId: string): Conclusion {
  const failures = told.flatMap((each) => {
    const { what, at, text } = stepOf(each, correlationId, []);
    return what === 'waiting' || what === 'not taken' ? [{ at, text }] : [];
  });
  const failure = failures.at(-1);
  const why = failure
    ? `last told of at ${failure.at}: ${failure.text} (later failures are told ever less often)`
    : `not tried yet: a window is delivered within 30 seconds or so, and what fails ${comesBack}`;
  return { state: 'waiting', text: `${counted(left, 'event')} still waiting: ${why}` };
}
