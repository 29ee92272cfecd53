import type { Lease } from '../ports/token-lease.ts';
import type { RefreshRequest } from './refresh-request.ts';
import { renewalIsDue, type TokenVersion } from './renewal-is-due.ts';
import { timeBudget } from './time-budget.ts';

export type AwaitTurnPorts = {
  readonly readToken: () => Promise<TokenVersion>;
  readonly takeLease: () => Promise<Lease | undefined>;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long the function may still run. */
  readonly remainingMs: () => number;
};

export type Turn =
  | { readonly lease: Lease }
  | { readonly lease?: never; readonly outcome: 'kept' | 'busy'; readonly stored: TokenVersion };

/** Takes the lease; whoever finds it taken waits and reads again, until what is stored will do or time runs short. */
export async function awaitTurn(request: RefreshRequest, ports: AwaitTurnPorts): Promise<Turn> {
  for (;;) {
    const stored = await ports.readToken();
    if (!renewalIsDue(stored, request, ports.now())) return { outcome: 'kept', stored };
    const lease = await ports.takeLease();
    if (lease) return { lease };
    if (ports.remainingMs() < timeBudget.renewalMs) return { outcome: 'busy', stored };
    await ports.sleep(timeBudget.pollEveryMs);
  }
}
