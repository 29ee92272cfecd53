import { Refusal } from '../../../shared/cloud-connect/errors.ts';
import { isDuplicateRefusal } from '../../../shared/deliver-events/duplicate-keys.ts';
import { AdapterError } from '../../../shared/errors.ts';
import type { Values } from './kinds.ts';

/** So many rows refused one by one while none was taken: it is not the rows. */
const mostRefusedAtFirst = 20;

/** What became of a row; `detail` says why it is not there. */
export type Sent = { readonly values: Values } & (
  | { readonly outcome: 'sent' | 'there' }
  | { readonly outcome: 'refused' | 'not-sent'; readonly detail: string }
);

export type Sending = {
  /** One request; throws Refusal where the API refuses it. */
  readonly send: (rows: readonly Values[]) => Promise<void>;
  /** Resolves when the next request may go. */
  readonly turn: () => Promise<void>;
  /** Told of each row as soon as it is settled. */
  readonly settled: (sent: Sent) => void;
};

/**
 * Sends all rows; a request that is refused is halved until the refused rows stand alone. The delivery's own halving goes by
 * messages of a queue and ends after three refusals; a file of people is tried to its end, so that each row gets the API's words.
 */
export async function sendRows(
  rows: readonly Values[],
  rowsPerRequest: number,
  { send, turn, settled }: Sending,
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const settle = (each: Sent) => {
    sent.push(each);
    settled(each);
  };
  const waiting = chunks(rows, rowsPerRequest).toReversed();
  for (let request = waiting.pop(); request; request = waiting.pop()) {
    await turn();
    const answer = await ask(request, send);
    if (answer.kind === 'accepted') for (const values of request) settle({ values, outcome: 'sent' });
    else if (answer.kind === 'refused' && request.length > 1) waiting.push(...halves(request));
    else if (answer.kind === 'refused')
      for (const values of request) settle(refusedAlone(values, answer.words));
    const why = answer.kind === 'outage' ? answer.detail : refusesEverything(sent);
    if (why === undefined) continue;
    const left = [...(answer.kind === 'outage' ? request : []), ...waiting.toReversed().flat()];
    for (const values of left) settle({ values, outcome: 'not-sent', detail: why });
    return sent;
  }
  return sent;
}

type Answer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'outage'; readonly detail: string };

async function ask(rows: readonly Values[], send: Sending['send']): Promise<Answer> {
  try {
    await send(rows);
    return { kind: 'accepted' };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', words: error.apiWords || error.message };
    if (error instanceof AdapterError) return { kind: 'outage', detail: error.message };
    throw error;
  }
}

/** It was not in the list: somebody else inserted it meanwhile, or an answer to us was lost on its way. */
function refusedAlone(values: Values, words: string): Sent {
  return isDuplicateRefusal(words)
    ? { values, outcome: 'there' }
    : { values, outcome: 'refused', detail: words };
}

function refusesEverything(sent: readonly Sent[]): string | undefined {
  const refused = sent.filter(({ outcome }) => outcome === 'refused');
  if (refused.length < mostRefusedAtFirst || refused.length < sent.length) return undefined;
  return `not tried: the API refused the first ${refused.length}`;
}

function chunks(rows: readonly Values[], length: number): (readonly Values[])[] {
  const starts = Array.from({ length: Math.ceil(rows.length / length) }, (_, index) => index * length);
  return starts.map((start) => rows.slice(start, start + length));
}

/** The later half first: the requests wait on a stack, and rows go in the file's order. */
function halves(rows: readonly Values[]): (readonly Values[])[] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(middle), rows.slice(0, middle)];
}
