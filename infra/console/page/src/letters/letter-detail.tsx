import { useEffect, useRef } from 'preact/hooks';
import type { Letter, LetterAction } from '../../../data.ts';
import { api } from '../api.ts';
import { Link } from '../parts/link.tsx';
import { LongText } from '../parts/long-text.tsx';
import { Fault, Loading } from '../parts/notices.tsx';
import { useLoad } from '../use-load.ts';
import { dayAndClock, sentence } from '../words.ts';

type Props = {
  readonly id: string;
  readonly isReadOnly: boolean;
  readonly environment: string;
  readonly onAsk: (action: LetterAction) => void;
  readonly onClose: () => void;
};

/** One dead letter whole. Its original is shown as text, whatever it holds. */
export function LetterDetail({ id, isReadOnly, environment, onAsk, onClose }: Props) {
  const { value, error, reload } = useLoad(() => api.letter(id), id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="card letter" aria-labelledby="letter-heading">
      <div class="letter-head">
        <h2 id="letter-heading" tabIndex={-1} ref={heading}>
          {value?.reason ?? 'Dead letter'}
        </h2>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
      {error && <Fault message={error} retry={reload} />}
      {!value && !error && <Loading />}
      {value && <Told letter={value} />}
      {value && (
        <div class="actions">
          {isReadOnly ? (
            <p class="limit">
              To redrive it:{' '}
              <code>
                npm run ops -- dead-letters redrive {id} --environment {environment} --yes
              </code>
            </p>
          ) : (
            <>
              <button type="button" class="danger" onClick={() => onAsk('discard')}>
                Discard …
              </button>
              <button type="button" class="primary" onClick={() => onAsk('redrive')}>
                Redrive …
              </button>
            </>
          )}
        </div>
      )}
    </section>
  );
}

function Told({ letter }: { readonly letter: Letter }) {
  const { plainly, remedy, detail, source, accountId, firstSeenAt, lastSeenAt, attempts, agents, row } =
    letter;
  return (
    <>
      <p>{plainly}</p>
      <p>
        <strong>What to do.</strong> {sentence(remedy)}
      </p>
      <dl class="pairs">
        <Pair label="In its own words" value={detail} />
        <Pair label="Source, account" value={`${source || 'none'}, ${accountId}`} />
        <Pair
          label="First and last failed"
          value={`${dayAndClock(firstSeenAt)}, ${dayAndClock(lastSeenAt)} UTC`}
        />
        {attempts !== undefined && <Pair label="Tried" value={`${attempts} times`} />}
        {agents.length > 0 && (
          <div>
            <dt>Agents</dt>
            <dd>
              {agents.slice(0, 10).map((agent) => (
                <Link key={agent} to={`/agents?agent=${encodeURIComponent(agent)}`} class="agent-link">
                  {agent}
                </Link>
              ))}
            </dd>
          </div>
        )}
        <Pair label="Id" value={letter.id} />
      </dl>
      {row && (
        <>
          <h3>The row, as it was sent</h3>
          <LongText label="The row">{row}</LongText>
        </>
      )}
      <h3>The whole original</h3>
      <LongText label="The original">{letter.original}</LongText>
    </>
  );
}

function Pair({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
