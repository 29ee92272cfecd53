import { Unavailable } from '../../shared/errors.ts';

/** What AWS answers; throws Unavailable saying what it `did not` do, with AWS's own words. */
export async function askAws<Answer>(answer: Promise<Answer>, didNot: string): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    throw new Unavailable(`${didNot} (${awsWords(cause)})`, { cause });
  }
}

/** `AccessDenied: User … is not authorized to perform …`. */
export function awsWords(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
