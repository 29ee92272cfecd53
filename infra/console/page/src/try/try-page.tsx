import { useEffect, useState } from 'preact/hooks';
import {
  type About,
  type Signing,
  signings,
  type Tried,
  type TryRequest,
  type VendorAnswer,
} from '../../../data.ts';
import { api } from '../api.ts';
import { Empty, Fault } from '../parts/notices.tsx';
import { messageOf, useLoad } from '../use-load.ts';
import { headersFrom, textOf } from './headers-text.ts';
import { Answer, Steps } from './steps.tsx';

const signingWords: Readonly<Record<Signing, string>> = {
  right: 'with the source’s secret',
  'wrong-secret': 'with a wrong secret',
  stale: 'two days ago',
  none: 'not at all: as it stands',
};

export function TryPage({ about }: { readonly about: About }) {
  const [source, setSource] = useState(about.sources[0]?.name ?? '');
  const samples = useLoad(() => api.samples(source), source);
  const [sample, setSample] = useState('');
  const [headers, setHeaders] = useState('content-type: application/json');
  const [body, setBody] = useState('');
  const [signing, setSigning] = useState<Signing>('right');
  const work = useTrial();
  const vendor = about.sources.find(({ name }) => name === source);
  const isSigned = vendor?.transport !== 'aws';

  useEffect(() => choose(samples.value?.[0]?.name ?? ''), [samples.value]);

  function choose(name: string) {
    const found = samples.value?.find((each) => each.name === name);
    setSample(name);
    if (!found) return;
    setHeaders(textOf(found.headers));
    setBody(found.body);
    work.forget();
  }

  const request = (): TryRequest => ({ source, headers: headersFrom(headers), body, signing });

  return (
    <div class="try">
      <form
        class="card try-form"
        onSubmit={(event) => {
          event.preventDefault();
          work.tryOut(request());
        }}
      >
        <h2>A payload</h2>
        <label class="field">
          <span>Source</span>
          <select value={source} onChange={({ currentTarget }) => setSource(currentTarget.value)}>
            {about.sources.map(({ name, vendor: of, transport }) => (
              <option key={name} value={name}>
                {name}
                {name !== of && ` (${of})`}
                {transport === 'aws' && ' – over AWS'}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Begin with a sample</span>
          <select
            value={sample}
            disabled={samples.isLoading}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          >
            {samples.value?.map(({ name, says }) => (
              <option key={name} value={name}>
                {name} – {says}
              </option>
            ))}
          </select>
        </label>
        {samples.error && <Fault message={samples.error} retry={samples.reload} />}
        <label class="field">
          <span>Payload, as the vendor sends it</span>
          <textarea
            rows={16}
            value={body}
            spellcheck={false}
            onInput={({ currentTarget }) => setBody(currentTarget.value)}
          />
        </label>
        {isSigned && (
          <>
            <details>
              <summary>Headers</summary>
              <label class="field">
                <span>One a line; what proves the webhook is added for you</span>
                <textarea
                  rows={3}
                  value={headers}
                  spellcheck={false}
                  onInput={({ currentTarget }) => setHeaders(currentTarget.value)}
                />
              </label>
            </details>
            <label class="field">
              <span>Signed</span>
              <select
                value={signing}
                onChange={({ currentTarget }) => {
                  const chosen = signings.find((each) => each === currentTarget.value);
                  if (chosen) setSigning(chosen);
                }}
              >
                {signings.map((each) => (
                  <option key={each} value={each}>
                    {signingWords[each]}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        <div class="actions">
          <button type="button" disabled={about.readOnly !== undefined} onClick={() => work.send(request())}>
            Send it
          </button>
          <button type="submit" class="primary" disabled={samples.isLoading}>
            Try it, without sending
          </button>
        </div>
        <p class="limit">
          {about.readOnly === undefined
            ? 'Trying keeps and sends nothing. Sending goes to the source’s own address, as the vendor would.'
            : 'Trying keeps and sends nothing; sending is only for a local run.'}
        </p>
      </form>
      <section class="try-result" aria-live="polite" aria-busy={work.isBusy}>
        {work.error && <Fault message={work.error} />}
        {work.sent && (
          <div class="card sent">
            <h2>Sent</h2>
            <p>{sentWords(work.sent)}</p>
            <Answer answer={work.sent} title="What it was answered" />
          </div>
        )}
        {work.tried ? (
          <Steps tried={work.tried} />
        ) : (
          !work.error &&
          !work.sent && (
            <Empty title="Nothing tried yet.">
              Pick a sample or paste a payload, and try it: here is then shown, step by step, whether it is
              genuine, which events it holds, which codes they get, which rows they become, and what the
              vendor is answered.
            </Empty>
          )
        )}
      </section>
    </div>
  );
}

function sentWords({ status }: VendorAnswer): string {
  if (status === 0)
    return 'AWS took it; what becomes of it is on the Now and Agents pages once its window has closed.';
  return status < 300
    ? 'It was taken. Its rows are delivered when the window closes: see Agents, or Volume after the quarter hour.'
    : 'It was not taken.';
}

/** The payload that is being tried or sent, and what came of it. */
function useTrial() {
  const [tried, setTried] = useState<Tried>();
  const [sent, setSent] = useState<VendorAnswer>();
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const forget = () => {
    setTried(undefined);
    setSent(undefined);
    setError(undefined);
  };
  const doing = async (work: () => Promise<void>) => {
    setBusy(true);
    forget();
    try {
      await work();
    } catch (fault) {
      setError(messageOf(fault));
    } finally {
      setBusy(false);
    }
  };
  return {
    tried,
    sent,
    error,
    isBusy,
    forget,
    tryOut: (request: TryRequest) => doing(async () => setTried(await api.tryOut(request))),
    send: (request: TryRequest) =>
      doing(async () => {
        setSent(await api.send(request));
        setTried(await api.tryOut(request));
      }),
  };
}
