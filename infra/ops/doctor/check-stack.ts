import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { counted } from '../counted.ts';
import type { Account, StackState } from '../watch/open-account.ts';
import { compareTemplates, type Difference } from './compare-templates.ts';
import { type Found, failed, note, ok, warning } from './finding.ts';
import { someOf } from './in-words.ts';
import type { Check, Patient } from './patient.ts';

/** Whether the stack is there and is what this checkout would deploy. The local run has none: what runs is what it made at its start. */
export const checkStack: Check = {
  name: 'stack',
  // Bundling eight functions takes a busy machine its time.
  withinMs: 120_000,
  look: async (patient) => (patient.account ? await lookAtStack(patient.account, patient) : []),
};

async function lookAtStack(
  account: Account,
  { configuration, synthesize, deploy }: Patient,
): Promise<Found[]> {
  const stack = await account.stack();
  if (!stack) return [failed('it is not there, in this account and region', `deploy it: ${deploy}`)];
  const status = judgeStatus(stack);
  if (status.outcome === 'failed') return [status];
  const settings = await configuration();
  const [deployed, here] = await Promise.all([account.template(), synthesize(settings)]);
  return [
    status,
    judgeSync(compareTemplates(JSON.parse(deployed), here), deploy),
    ...judgeHardening(settings),
  ];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
export function judgeStatus({ status, reason, deployedAt }: StackState): Found {
  const says = `${status}${deployedAt ? ` since ${deployedAt.toISOString()}` : ''}${reason ? `: ${reason}` : ''}`;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return ok(says);
  if (/^(CREATE|UPDATE|IMPORT)_.*(IN_PROGRESS|ROLLBACK_COMPLETE)$/.test(status))
    return warning(says, 'see the stack’s events in CloudFormation, and README.md#deploy');
  return failed(says, 'see the stack’s events in CloudFormation, and README.md#deploy');
}

export function judgeSync(differences: readonly Difference[], deploy: string): Found {
  if (differences.length === 0) return ok('what is deployed is what this checkout makes');
  const names = differences.map(({ name, change }) => `${name} (${change})`);
  const number = counted(differences.length, 'resource');
  return warning(
    `${number} ${differences.length === 1 ? 'differs' : 'differ'} from this checkout: ${someOf(names)}`,
    `deploy it, or check out what is deployed: ${deploy}`,
  );
}

const stageWords = {
  beside: 'the firewall stands beside the gateway: what vendors send does not go through it',
  before: 'the firewall stands before the gateway, and what comes past it is taken',
} as const;

/** What hardens a stack in steps and is on its way, which nobody should leave there by mistake. */
export function judgeHardening({ http, encryption }: Pick<Configuration, 'http' | 'encryption'>): Found[] {
  const remedy = 'go on with its steps when what they tell you to look at is well: README.md#harden';
  const stage = http.firewall?.stage ?? 'required';
  const isRetired = encryption?.customerKey === 'retired';
  return [
    ...(stage === 'required' ? [] : [note(stageWords[stage], remedy)]),
    ...(isRetired ? [note('the account’s own key is retired: it encrypts nothing new', remedy)] : []),
  ];
}
