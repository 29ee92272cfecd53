import { AdapterError, InvalidEvents, MethodRefused, Unavailable } from '../errors.ts';
import { type Answer, maxAnswerBytes } from './answer.ts';

/** A first-party sender is told of so many faults, and how many more there are. */
export const maxFaults = 20;

/** A fault's path repeats what was sent, which may be of any length. */
const maxFaultLength = 300;

type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
};

/** The answer to an error, as problem details: https://www.rfc-editor.org/rfc/rfc9457 */
export function problemOf(error: unknown): Answer {
  const known = error instanceof AdapterError ? error : undefined;
  const code = known?.code ?? 'unexpected';
  const statusCode = known?.status ?? 500;
  const words = code.replaceAll('-', ' ');
  const problem = {
    type: `urn:cloud-connect-adapter:problem:${code}`,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status: statusCode,
    detail: detailOf(known),
  };
  const headers = { 'content-type': 'application/problem+json', ...headersOf(known) };
  return {
    statusCode,
    headers,
    body: known instanceof InvalidEvents ? faulty(problem, known) : capped(problem),
  };
}

function detailOf(error: AdapterError | undefined): string {
  if (error instanceof Unavailable)
    return `Nothing is wrong with the request: send it again after ${error.retryAfterSeconds} seconds.`;
  if (error && error.status < 500) return error.message;
  return 'The adapter failed; its logs say why, under the x-request-id of this answer.';
}

function headersOf(error: AdapterError | undefined): Readonly<Record<string, string>> {
  if (error instanceof Unavailable) return { 'retry-after': String(error.retryAfterSeconds) };
  if (error instanceof MethodRefused) return { allow: error.allowed.join(', ') };
  return {};
}

function faulty(problem: Problem, { faults }: InvalidEvents): string {
  const shown = faults.slice(0, maxFaults).map(({ path, message }) => ({
    path: shortened(path, maxFaultLength),
    message: shortened(message, maxFaultLength),
  }));
  return JSON.stringify({ ...problem, faults: shown, moreFaults: faults.length - shown.length });
}

/** The problem as JSON, its detail shortened until it fits. */
function capped(problem: Problem): string {
  const text = JSON.stringify(problem);
  const excess = Buffer.byteLength(text) - maxAnswerBytes;
  if (excess <= 0) return text;
  const { detail } = problem;
  // A character weighs a byte or more, the ellipsis three.
  return JSON.stringify({ ...problem, detail: shortened(detail, Math.max(0, detail.length - excess - 3)) });
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text;
}
