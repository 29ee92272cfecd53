import type { SourceConfiguration } from '../../../../shared/configuration/configuration.ts';
import {
  AdapterError,
  ConfigurationError,
  SignatureRefused,
  UnsupportedMediaType,
} from '../../../../shared/errors.ts';
import { answerHandshake, greetVendor } from '../../../../shared/receive-webhook/answer-handshake.ts';
import { checkMediaType } from '../../../../shared/receive-webhook/check-media-type.ts';
import { checkSize } from '../../../../shared/receive-webhook/check-size.ts';
import { type Arrival, findSource } from '../../../../shared/receive-webhook/find-source.ts';
import { maskSecrets } from '../../../../shared/receive-webhook/mask-secrets.ts';
import { type Genuine, verifyWebhook } from '../../../../shared/receive-webhook/verify-webhook.ts';
import { sources } from '../../../../shared/sources/registry.ts';
import type { SignedWebhook, Webhook } from '../../../../shared/sources/source.ts';
import type { Step, Tried, TryRequest, VendorAnswer } from '../../data.ts';
import { answerVendor } from './answer-vendor.ts';
import { explainTranslation } from './explain-translation.ts';
import { lowerCase, signPayload } from './sign-payload.ts';
import { notReached, step, type Trial } from './trial.ts';

const rest = ['translated', 'coded', 'shaped'] as const;

/** What would become of a webhook: the stages of receive-webhook one by one, and its answer. */
export async function tryWebhook(
  request: TryRequest,
  settings: SourceConfiguration,
  trial: Trial,
): Promise<Tried> {
  try {
    const { signed, step: made } = await signPayload(request, settings, trial);
    const webhook = webhookOf(request.source, signed, settings);
    const asked = { sourceName: request.source, webhook };
    const arrival = findSource(asked, { ...trial, sources });
    const steps = await takeSteps(arrival, trial);
    const answer = await answerVendor(asked, trial);
    const tried = { steps: [made, ...steps, answeredBy(answer)], answer };
    return masked(tried, await trial.secretsOf(request.source));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return {
      steps: [step('signed', 'stopped', error.message), ...notReached('verified', ...rest, 'answered')],
    };
  }
}

/** At the URL that the vendor calls, which several vendors sign. */
export function webhookOf(
  source: string,
  { headers, body, queryString = '' }: SignedWebhook,
  { publicUrl = `https://127.0.0.1/webhooks/${source}` }: SourceConfiguration,
): Webhook {
  const path = `/webhooks/${source}`;
  return { method: 'POST', path, url: publicUrl, queryString, headers: lowerCase(headers), body };
}

async function takeSteps(arrival: Arrival, trial: Trial): Promise<readonly Step[]> {
  if (greetVendor(arrival)) {
    const what = 'A handshake that asks for no proof: it is answered, and holds no event.';
    return [
      step('verified', 'done', what),
      ...rest.map((name) => step(name, 'nothing', 'A handshake holds none.')),
    ];
  }
  try {
    checkSize(arrival.webhook);
    checkMediaType(arrival.webhook, arrival.source);
    const genuine = await verifyWebhook(arrival, { read: trial.secretsOf, readAgain: trial.secretsOf });
    const verified = await proved(genuine, arrival, trial);
    if (answerHandshake(arrival, genuine))
      return [
        verified,
        ...rest.map((name) => step(name, 'nothing', 'A handshake: it is answered, and holds no event.')),
      ];
    return [verified, ...explainTranslation(arrival, genuine.payload, trial.configuration)];
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return stopped(error, arrival);
  }
}

/** A body that is genuine and cannot be read is past its proof. */
function stopped(error: AdapterError, { source }: Arrival): readonly Step[] {
  const isUnproved =
    error instanceof SignatureRefused || error instanceof UnsupportedMediaType || error.status === 413;
  if (isUnproved) return [step('verified', 'stopped', `Refused: ${error.message}.`), ...notReached(...rest)];
  const fate = source.firstParty
    ? 'Nothing of it would be taken'
    : 'It would be kept whole, as a dead letter `untranslatable`';
  return [
    step('verified', 'done', 'Genuine.'),
    step('translated', 'stopped', `${fate}: ${error.message}`),
    ...notReached('coded', 'shaped'),
  ];
}

async function proved(
  { signer }: Genuine,
  { source, settings, sourceName }: Arrival,
  trial: Trial,
): Promise<Step> {
  const [current] = await trial.secretsOf(sourceName);
  const which = signer === current ? 'the current secret' : 'an earlier secret that is still valid';
  const seconds = settings.toleranceSeconds ?? source.toleranceSeconds;
  const time =
    seconds === null
      ? 'no time is signed, so that an old webhook cannot be told from a new one'
      : `up to ${seconds} s from now`;
  return step('verified', 'done', `Genuine: ${which} proves it.`, {
    facts: [{ label: 'signed time', value: time }],
  });
}

function answeredBy({ status }: VendorAnswer): Step {
  const isSuccess = status < 300;
  const what = isSuccess ? 'The vendor takes it as done.' : 'The vendor is told that nothing was taken.';
  return step('answered', isSuccess ? 'done' : 'stopped', `${status}. ${what}`);
}

/** Where the proof stands in the body, the payload that was read holds it. */
function masked(tried: Tried, secrets: readonly string[]): Tried {
  const steps = tried.steps.map((each) => ({
    ...each,
    made: each.made.map(({ title, json }) => ({
      title,
      json: maskSecrets(Buffer.from(json), secrets).toString(),
    })),
  }));
  return { ...tried, steps };
}
