import { useMemo, useState } from 'preact/hooks';
import type { About, LetterAction, LetterHead, LettersOrder } from '../../../data.ts';
import { api } from '../api.ts';
import { Empty, Fault, Limit, Loading } from '../parts/notices.tsx';
import { useLoad } from '../use-load.ts';
import { plural } from '../words.ts';
import { LetterDetail } from './letter-detail.tsx';
import { LettersTable } from './letters-table.tsx';
import { OrderDialog } from './order-dialog.tsx';

type Props = { readonly about: About; readonly query: URLSearchParams };

export function LettersPage({ about, query }: Props) {
  const { value, error, reload } = useLoad(api.letters, 'letters');
  const [reason, setReason] = useState('');
  const [source, setSource] = useState(query.get('source') ?? '');
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string>();
  const [order, setOrder] = useState<LettersOrder>();
  const letters = useMemo(
    () => (value?.letters ?? []).filter((letter) => isWanted(letter, { reason, source, words })),
    [value, reason, source, words],
  );
  if (!value) return error ? <Fault message={error} retry={reload} /> : <Loading />;
  const sources = [...new Set(value.letters.map((letter) => letter.source))].toSorted();
  const seen = letters.filter(({ id }) => picked.has(id)).map(({ id }) => id);
  const ask = (action: LetterAction, ids: readonly string[]) => setOrder({ action, ids });
  const done = () => {
    setOrder(undefined);
    setPicked(new Set());
    setOpened(undefined);
    reload();
  };
  return (
    <>
      <div class="controls">
        <label class="field">
          <span>Reason</span>
          <select value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)}>
            <option value="">any</option>
            {value.reasons.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Source</span>
          <select value={source} onChange={({ currentTarget }) => setSource(currentTarget.value)}>
            <option value="">any</option>
            {sources.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>With the words</span>
          <input type="search" value={words} onInput={({ currentTarget }) => setWords(currentTarget.value)} />
        </label>
        <button type="button" onClick={reload}>
          Read again
        </button>
        <div class="field push">
          <span role="status">{plural(seen.length, 'letter')} chosen</span>
          <span class="buttons">
            <button
              type="button"
              class="danger"
              disabled={seen.length === 0 || about.readOnly !== undefined}
              onClick={() => ask('discard', seen)}
            >
              Discard …
            </button>
            <button
              type="button"
              class="primary"
              disabled={seen.length === 0 || about.readOnly !== undefined}
              onClick={() => ask('redrive', seen)}
            >
              Redrive …
            </button>
          </span>
        </div>
      </div>
      {error && <Fault message={error} retry={reload} />}
      {value.letters.length === 0 ? (
        <Empty title="There are no dead letters.">
          Everything that was taken has been delivered, or is on its way. What cannot be delivered is kept
          here whole, with the reason, until somebody redrives or discards it.
        </Empty>
      ) : letters.length === 0 ? (
        <Empty title="No dead letter matches.">Choose another reason, source or word.</Empty>
      ) : (
        <div class={opened ? 'letters with-detail' : 'letters'}>
          <LettersTable
            letters={letters}
            picked={picked}
            opened={opened}
            onPick={setPicked}
            onOpen={setOpened}
          />
          {opened && (
            <LetterDetail
              key={opened}
              id={opened}
              isReadOnly={about.readOnly !== undefined}
              environment={about.environment}
              onAsk={(action) => ask(action, [opened])}
              onClose={() => setOpened(undefined)}
            />
          )}
        </div>
      )}
      {value.total > value.letters.length && (
        <Limit>
          These are the newest {value.letters.length} of {value.total}; npm run ops -- dead-letters list shows
          all.
        </Limit>
      )}
      {order && <OrderDialog order={order} onClose={() => setOrder(undefined)} onDone={done} />}
    </>
  );
}

function isWanted(
  letter: LetterHead,
  { reason, source, words }: { reason: string; source: string; words: string },
): boolean {
  const text = `${letter.id} ${letter.detail} ${letter.source} ${letter.reason}`.toLowerCase();
  return (
    (reason === '' || letter.reason === reason) &&
    (source === '' || letter.source === source) &&
    text.includes(words.trim().toLowerCase())
  );
}
