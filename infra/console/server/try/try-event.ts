import type { SourceConfiguration } from '../../../../shared/configuration/configuration.ts';
import { AdapterError } from '../../../../shared/errors.ts';
import { parseJson } from '../../../../shared/sources/parse-json.ts';
import type { AwsSource } from '../../../../shared/sources/source.ts';
import type { Step, Tried, TryRequest } from '../../data.ts';
import { explainTranslation } from './explain-translation.ts';
import { notReached, step, type Trial } from './trial.ts';

type Known = { readonly source: AwsSource; readonly settings: SourceConfiguration; readonly trial: Trial };

const signed = step(
  'signed',
  'nothing',
  'Nothing is signed: it comes over AWS itself, where IAM vouches for the sender.',
);
const answered = step('answered', 'nothing', 'Nothing is answered: what is not taken, AWS hands out again.');

/** The same for an event that comes over a bus or a stream. */
export function tryEvent(request: TryRequest, { source, settings, trial }: Known): Tried {
  const [payload, fault] = read(request);
  if (fault) return { steps: [signed, fault, ...notReached('translated', 'coded', 'shaped'), answered] };
  if (!source.isFrom(payload, settings)) {
    const what = `It is of ${source.originOf(payload) ?? 'no account that it names'}, which ${request.source} is not configured for: it would be dropped.`;
    return {
      steps: [
        signed,
        step('verified', 'stopped', what),
        ...notReached('translated', 'coded', 'shaped'),
        answered,
      ],
    };
  }
  const verified = step('verified', 'done', `It is of the account that ${request.source} is configured for.`);
  const receivedAt = new Date(trial.now()).toISOString();
  const provenance = { source: request.source, accountId: settings.accountId, receivedAt };
  const steps = explainTranslation({ source, settings, provenance }, payload, trial.configuration);
  return { steps: [signed, verified, ...steps, answered] };
}

function read({ body }: TryRequest): [unknown, Step?] {
  try {
    return [parseJson(Buffer.from(body))];
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return [undefined, step('verified', 'stopped', error.message)];
  }
}
