import type { Terminal } from '../terminal.ts';
import { checkAlarms } from './check-alarms.ts';
import { checkConfiguration } from './check-configuration.ts';
import { checkDeadLetters } from './check-dead-letters.ts';
import { checkDelivery } from './check-delivery.ts';
import { checkDeployment } from './check-deployment.ts';
import { checkIdentity } from './check-identity.ts';
import { checkLogin } from './check-login.ts';
import { checkPeople } from './check-people.ts';
import { checkQueues } from './check-queues.ts';
import { checkRollUp } from './check-roll-up.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkSources } from './check-sources.ts';
import { checkStack } from './check-stack.ts';
import { checkToken } from './check-token.ts';
import { checkWebhooks } from './check-webhooks.ts';
import type { DoctorCommand } from './command.ts';
import { exitCodeOf, type Finding } from './finding.ts';
import { openPatient } from './open-patient.ts';
import type { Check } from './patient.ts';
import { printFindings, summaryOf } from './print-findings.ts';
import { runChecks } from './run-checks.ts';

/** From what all else stands on to what flows through it. */
const checks: readonly Check[] = [
  checkConfiguration,
  checkIdentity,
  checkStack,
  checkDeployment,
  checkSecrets,
  checkLogin,
  checkToken,
  checkPeople,
  checkSources,
  checkWebhooks,
  checkQueues,
  checkDelivery,
  checkRollUp,
  checkDeadLetters,
  checkAlarms,
];

/** Examines a deployment, changes nothing, and prints what it finds; resolves with the exit code. */
export async function runDoctor(
  { target, json }: DoctorCommand,
  terminal: Pick<Terminal, 'print' | 'now' | 'sleep'>,
): Promise<0 | 1 | 2> {
  const patient = openPatient(target, terminal);
  const findings: Finding[] = [];
  try {
    for await (const some of runChecks(checks, patient)) {
      printFindings(some, terminal, json);
      findings.push(...some);
    }
  } finally {
    await patient.close();
  }
  if (!json) terminal.print(summaryOf(findings));
  return exitCodeOf(findings);
}
