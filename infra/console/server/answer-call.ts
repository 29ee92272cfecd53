import { UnknownSource } from '../../../shared/errors.ts';
import type { ConsoleData } from '../data.ts';
import { codeEdits, lettersOrder, readOrder, readRange, readWord, tryRequest } from './orders.ts';

/** A call of the page's: which, and with what. */
export type Call = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
};

type Answer = (data: ConsoleData, call: Call) => Promise<unknown>;

/** What the page may call; whatever else it asks for is not there. */
const answers: Readonly<Record<string, Answer>> = {
  'GET /api/about': (data) => data.about(),
  'GET /api/now': (data) => data.now(),
  'GET /api/agents': (data, { query }) => data.agents(readRange(query)),
  'GET /api/volume': (data, { query }) => data.volume(readRange(query)),
  'GET /api/samples': (data, { query }) => data.samples(readWord(query, 'source')),
  'GET /api/codes': (data, { query }) => data.codes(readRange(query)),
  'GET /api/letters': (data) => data.letters(),
  'GET /api/letter': (data, { query }) => data.letter(readWord(query, 'id')),
  'POST /api/try': (data, { body }) => data.tryOut(readOrder(tryRequest, body)),
  'POST /api/send': (data, { body }) => data.send(readOrder(tryRequest, body)),
  'POST /api/proposal': (data, { body }) => data.propose(readOrder(codeEdits, body).edits),
  'POST /api/letters/plan': (data, { body }) => data.planLetters(readOrder(lettersOrder, body)),
  'POST /api/letters/change': (data, { body }) => data.changeLetters(readOrder(lettersOrder, body)),
};

/** Every call that the page may make: its method and its path. */
export const calls: readonly string[] = Object.keys(answers);

/** What a call is answered; throws UnknownSource for one that is not there, else what the data throws. */
export async function answerCall(call: Call, data: ConsoleData): Promise<unknown> {
  const name = `${call.method} ${call.path}`;
  const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
  if (!answer) throw new UnknownSource(`${name} is nothing that the console knows`);
  return await answer(data, call);
}
