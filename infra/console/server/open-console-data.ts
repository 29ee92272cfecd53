import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';
import { stateClasses } from '../../../shared/events/event.ts';
import { sourceOf } from '../../local/sample-webhooks.ts';
import type { OpenDeployment } from '../../ops/open-deployment.ts';
import type { About, ConsoleData, TryRequest, VendorAnswer } from '../data.ts';
import { readAgents } from './agents/read-agents.ts';
import { readChanges } from './agents/read-changes.ts';
import { countWords } from './codes/count-words.ts';
import { type EnvironmentFile, proposeConfiguration } from './codes/propose-configuration.ts';
import { everySoOften } from './every-so-often.ts';
import { changeLetters, planLetters } from './letters/change-letters.ts';
import { readLetter, readLetters } from './letters/read-letters.ts';
import { createLook, type Looking } from './now/read-now.ts';
import type { SearchLogs } from './search-rows.ts';
import { readSampleWebhooks } from './try/read-sample-webhooks.ts';
import type { Trial } from './try/trial.ts';
import { tryPayload } from './try/try-payload.ts';
import { readVolumeRows } from './volume/read-volume-rows.ts';

/** What a console looks at. */
export type Watched = {
  readonly kind: About['kind'];
  /** Why nothing can be changed from here; undefined where it can. */
  readonly readOnly: string | undefined;
  readonly note?: string;
  readonly deployment: Looking['deployment'] & Pick<OpenDeployment, 'send' | 'invoke'>;
  readonly searchLogs: SearchLogs;
  readonly configuration: Configuration;
  readonly environmentFile: () => EnvironmentFile;
  readonly secrets: Pick<Trial, 'secretsOf' | 'secretsAreMadeUp'>;
  readonly windowClosesAt: Looking['windowClosesAt'];
  readonly command: Looking['command'];
  /** Looking again sooner than this gives the same: every look asks AWS, some of which is paid for. */
  readonly lookEveryMs: number;
  /** Sends a payload as its vendor would; resolves with what the vendor is answered. */
  readonly sendPayload: (request: TryRequest) => Promise<VendorAnswer>;
  readonly now: () => number;
};

/** Everything the page may ask for, of a local run or a deployed stack alike. */
export function openConsoleData(watched: Watched): ConsoleData {
  const { deployment, configuration, secrets, now } = watched;
  const look = everySoOften(createLook(watched), watched.lookEveryMs, now);
  const allowed = requireChangeable(watched);
  return {
    about: async () => aboutOf(watched),
    now: look,
    agents: (range) => readAgents(range, { ...watched, look }),
    volume: (range) => readVolumeRows(range, watched),
    samples: async (source) => readSampleWebhooks(source, configuration, now()),
    tryOut: (request) => tryPayload(request, { configuration, ...secrets, now }),
    send: async (request) => {
      allowed();
      return await watched.sendPayload(request);
    },
    codes: async (range) => {
      const { changes, ...known } = await readChanges(range, watched);
      const within = changes.filter(({ at }) => at >= range.from);
      return { since: range.from, uses: countWords(within, configuration), stateClasses, ...known };
    },
    propose: async (edits) => proposeConfiguration(watched.environmentFile(), edits),
    letters: () => readLetters(deployment),
    letter: (id) => readLetter(id, deployment),
    planLetters: (order) => planLetters(order, deployment),
    changeLetters: async (order) => {
      allowed();
      return await changeLetters(order, deployment);
    },
  };
}

/** The page offers nothing that is refused here; this holds whatever the page does. */
function requireChangeable({ readOnly }: Watched): () => void {
  return () => {
    if (readOnly !== undefined) throw new ConfigurationError(readOnly);
  };
}

function aboutOf({ kind, readOnly, note, configuration, lookEveryMs }: Watched): About {
  const { environment, cloudConnect, delivery, sources } = configuration;
  return {
    environment,
    kind,
    ...(readOnly !== undefined && { readOnly }),
    ...(note !== undefined && { note }),
    timeZone: cloudConnect.timeZone,
    windowSeconds: delivery.windowSeconds,
    lookSeconds: lookEveryMs / 1000,
    sources: Object.entries(sources).map(([name, settings]) => ({
      name,
      vendor: settings.vendor,
      accountId: settings.accountId,
      transport: sourceOf(settings).transport,
    })),
  };
}
