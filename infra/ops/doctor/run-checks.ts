import { type Finding, unknown } from './finding.ts';
import { type Check, NotOpen, type Patient } from './patient.ts';

const patienceMs = 30_000;

/** Makes all checks at once and gives the findings of each, in their order; none hides another, and each ends in time. */
export async function* runChecks(
  checks: readonly Check[],
  patient: Patient,
): AsyncGenerator<readonly Finding[]> {
  const findings = checks.map((check) => findingsOf(check, patient));
  for (const each of findings) yield await each;
}

async function findingsOf(check: Check, patient: Patient): Promise<readonly Finding[]> {
  const found = await inTime(check, patient).catch((error) => [notLookedAt(error)]);
  return found.map((each) => ({ check: check.name, ...each }));
}

async function inTime({ look, withinMs = patienceMs }: Check, patient: Patient) {
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => over.reject(new Error(`no answer within ${withinMs / 1000} seconds`)),
    withinMs,
  );
  try {
    return await Promise.race([look(patient), over.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function notLookedAt(error: unknown) {
  if (error instanceof NotOpen) return unknown(`not looked at: ${error.message}`);
  const words = error instanceof Error ? error.message : String(error);
  return unknown(`could not be looked at: ${words}`, remedyOf(words));
}

function remedyOf(words: string): string {
  return /access ?denied|not authorized|unauthorized/i.test(words)
    ? 'grant what the operators’ role needs: README.md#doctor'
    : 'try again; if it stays, put right what it names';
}
