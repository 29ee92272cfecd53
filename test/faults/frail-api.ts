import { type SandboxProcess, startSandboxProcess } from '../../infra/local/sandbox-process.ts';
import type { ScaledTime } from '../../infra/local/time/scaled-time.ts';
import type { RepeatedKeys } from '../../infra/sandbox/store-rows.ts';
import { sandboxControl } from '../end-to-end/running-system.ts';
import type { FaultKind, PlannedFault } from './fault-plan.ts';
import { sleepUntil } from './sim-clock.ts';

/** The stand-in for Cloud Connect, with its file, that can be taken away and comes back at the same address. */
export type FrailApi = {
  readonly baseUrl: string;
  readonly userName: string;
  readonly password: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
};

/** What it does with a key that it has already is not documented, so `repeatedKeys` may be any of three rules. */
export async function startFrailApi(
  dataFile: string,
  time: ScaledTime,
  repeatedKeys: RepeatedKeys = 'refuse-batch',
): Promise<FrailApi> {
  const variables = { ...time.variables, SANDBOX_REPEATED_KEYS: repeatedKeys };
  const start = (port: number) => startSandboxProcess(port, dataFile, { ...time, variables });
  let running: SandboxProcess | undefined = await start(0);
  const { url: baseUrl, userName, password } = running;
  const port = Number(new URL(baseUrl).port);
  return {
    ...{ baseUrl, userName, password },
    stop: async () => {
      await running?.close();
      running = undefined;
    },
    start: async () => {
      running ??= await start(port);
    },
  };
}

/** Longer than deliver-events waits for an answer, on the wall. */
const tooLongMs = 10_500;
const rows = 'bulkInsertAgentActivity';
const volumeRows = 'bulkInsertCallVolume';

type ApiFault = Exclude<PlannedFault, { kind: `kills-${string}` }>;

/** Does the API what is planned, in order; what would hit it while it is away waits until it is back. */
export async function inflict(
  planned: readonly PlannedFault[],
  api: FrailApi,
  { time, beganAtMs }: { readonly time: ScaledTime; readonly beganAtMs: number },
): Promise<readonly FaultKind[]> {
  const inflicted: FaultKind[] = [];
  for (const fault of planned) {
    if (isDeath(fault)) continue;
    await sleepUntil(beganAtMs + fault.offsetMs, time);
    await inflictOne(fault, api, time);
    inflicted.push(fault.kind);
  }
  return inflicted;
}

function isDeath(fault: PlannedFault): fault is Exclude<PlannedFault, ApiFault> {
  return fault.kind.startsWith('kills-');
}

async function inflictOne(fault: ApiFault, api: FrailApi, time: ScaledTime): Promise<void> {
  const script = (given: unknown) => sandboxControl(api.baseUrl, 'faults', given);
  switch (fault.kind) {
    case 'answers-429': {
      const headers = { 'retry-after': String(fault.retryAfterSeconds) };
      await script({ path: rows, status: 429, headers, count: fault.count });
      return;
    }
    case 'answers-500':
      await script({ path: rows, status: 500, count: fault.count });
      return;
    case 'times-out':
      await script({ path: rows, delayMs: tooLongMs, count: fault.count });
      return;
    case 'drops-before-commit':
      await script({ path: rows, drop: 'before-commit', count: fault.count });
      return;
    case 'drops-after-commit':
      await script({ path: rows, drop: 'after-commit', count: fault.count });
      return;
    case 'volume-answers-500':
      await script({ path: volumeRows, status: 500, count: fault.count });
      return;
    case 'volume-drops-after-commit':
      await script({ path: volumeRows, drop: 'after-commit', count: fault.count });
      return;
    case 'refuses-tokens':
      await script({ path: rows, status: 401, count: fault.count });
      return;
    case 'expires-tokens':
      await sandboxControl(api.baseUrl, 'expire-tokens', {});
      return;
    case 'refuses-refresh':
      await script([
        { path: 'refresh', status: 500, count: fault.count },
        { path: 'login', status: 500, count: fault.count },
      ]);
      // A token of an hour may outlive the day; without one, a renewal is asked for now.
      await sandboxControl(api.baseUrl, 'expire-tokens', {});
      return;
    case 'restarts':
    case 'is-gone': {
      // What is scripted and has met no request yet would go with the process.
      const pending = await sandboxControl(api.baseUrl, 'faults');
      await api.stop();
      await sleepUntil(time.now() + fault.forMs, time);
      await api.start();
      if (Array.isArray(pending) && pending.length > 0) await script(pending);
    }
  }
}
