import type {
  About,
  Agents,
  CodeEdit,
  Codes,
  Letter,
  Letters,
  LettersOrder,
  LettersOutcome,
  LettersPlan,
  Now,
  Proposal,
  Range,
  Sample,
  Tried,
  TryRequest,
  VendorAnswer,
  Volume,
} from '../../data.ts';

export const noAnswer = 'The console’s server does not answer: is it still running?';

/** The console's server, as the page asks it. Every call rejects with an Error whose message may be shown. */
export const api = {
  about: () => get<About>('/api/about'),
  now: () => get<Now>('/api/now'),
  agents: (range: Range) => get<Agents>('/api/agents', range),
  volume: (range: Range) => get<Volume>('/api/volume', range),
  samples: (source: string) => get<readonly Sample[]>('/api/samples', { source }),
  tryOut: (request: TryRequest) => post<Tried>('/api/try', request),
  send: (request: TryRequest) => post<VendorAnswer>('/api/send', request),
  codes: (range: Range) => get<Codes>('/api/codes', range),
  propose: (edits: readonly CodeEdit[]) => post<Proposal>('/api/proposal', { edits }),
  letters: () => get<Letters>('/api/letters'),
  letter: (id: string) => get<Letter>('/api/letter', { id }),
  planLetters: (order: LettersOrder) => post<LettersPlan>('/api/letters/plan', order),
  changeLetters: (order: LettersOrder) => post<LettersOutcome>('/api/letters/change', order),
};

async function get<Answer>(path: string, query: Record<string, string> = {}): Promise<Answer> {
  const search = new URLSearchParams(query).toString();
  return await ask(search === '' ? path : `${path}?${search}`, {});
}

async function post<Answer>(path: string, order: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return await ask(path, { method: 'POST', headers, body: JSON.stringify(order) });
}

async function ask<Answer>(address: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(address, init).catch((cause: unknown) => {
    throw new Error(noAnswer, { cause });
  });
  if (answer.ok) return await answer.json();
  const { message }: { message?: string } = await answer.json().catch(() => ({}));
  throw new Error(message ?? `The console’s server answered ${answer.status}.`);
}
