import type { Found } from '../../../ops/doctor/finding.ts';
import type { Health, Judgement } from '../../data.ts';
import { withRunbook } from './runbook.ts';

const healths: Readonly<Record<Found['outcome'], Health>> = {
  ok: 'fine',
  note: 'fine',
  unknown: 'unknown',
  warning: 'notice',
  failed: 'wrong',
};
const worstFirst: readonly Found['outcome'][] = ['failed', 'warning', 'unknown', 'note', 'ok'];

/** What the doctor found of a part, as the page says it. */
export function judgementOf({ outcome, says, remedy }: Found): Judgement {
  return {
    health: healths[outcome],
    what: says,
    ...(remedy !== undefined && { remedy: withRunbook(remedy) }),
  };
}

/** One judgement of several: as bad as the worst, telling all that is as bad. */
export function worstOf(found: readonly Found[], otherwise: string): Judgement {
  const outcome = worstFirst.find((each) => found.some((one) => one.outcome === each));
  if (outcome === undefined) return { health: 'fine', what: otherwise };
  const worst = found.filter((each) => each.outcome === outcome);
  const remedies = [...new Set(worst.flatMap(({ remedy }) => remedy ?? []))];
  return judgementOf({
    outcome,
    says: worst.map(({ says }) => says).join('; '),
    ...(remedies.length > 0 && { remedy: remedies.join('; ') }),
  });
}
