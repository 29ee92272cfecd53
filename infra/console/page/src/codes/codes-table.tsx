import type { CodeEdit, CodeOrigin, CodeUse } from '../../../data.ts';
import { TableScroll } from '../parts/table-scroll.tsx';
import { dayAndClock, grouped } from '../words.ts';
import { isUnmapped, keyOf } from './codes-page.tsx';

type Props = {
  readonly uses: readonly CodeUse[];
  readonly edits: ReadonlyMap<string, CodeEdit>;
  readonly stateClasses: readonly string[];
  readonly onEdit: (use: CodeUse, change: Partial<CodeEdit>) => void;
};

const originWords: Readonly<Record<CodeOrigin, string>> = {
  configuration: 'configuration',
  source: 'the source’s table',
  own: 'its own code',
  class: 'no entry: code of its class',
  'unmapped-code': 'no entry: code of the unmapped',
  none: 'no entry',
};

/** The API's columns hold no more, and nothing is cut. */
const maxCodeLength = 10;

export function CodesTable({ uses, edits, stateClasses, onEdit }: Props) {
  return (
    <TableScroll label="Words and codes">
      <table>
        <caption>What vendors say, the most urgent first, and the code that WFM gets for it</caption>
        <thead>
          <tr>
            <th scope="col">Vendor’s word</th>
            <th scope="col">Code</th>
            <th scope="col">Class</th>
            <th scope="col">Decided by</th>
            <th scope="col">Kind</th>
            <th scope="col">Source</th>
            <th scope="col" class="number">
              Seen
            </th>
            <th scope="col">Last (UTC)</th>
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => (
            <Row
              key={keyOf(use)}
              use={use}
              edit={edits.get(keyOf(use))}
              stateClasses={stateClasses}
              onEdit={onEdit}
            />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

type RowProps = Pick<Props, 'stateClasses' | 'onEdit'> & {
  readonly use: CodeUse;
  readonly edit: CodeEdit | undefined;
};

function Row({ use, edit, stateClasses, onEdit }: RowProps) {
  const { word, kind, source, times, lastSeenAt, origin } = use;
  return (
    <tr class={edit ? 'edited' : ''}>
      <th scope="row" class="word">
        {word}
      </th>
      <td>
        <input
          type="text"
          class="code-input"
          aria-label={`Code of the ${kind} ${word} of ${source}`}
          maxLength={maxCodeLength}
          value={edit?.code ?? use.code ?? ''}
          onInput={({ currentTarget }) => onEdit(use, { code: currentTarget.value })}
        />
      </td>
      <td>
        {kind === 'state' ? (
          <select
            aria-label={`Class of the state ${word} of ${source}`}
            value={edit?.stateClass ?? use.stateClass ?? ''}
            onChange={({ currentTarget }) => onEdit(use, { stateClass: currentTarget.value })}
          >
            {use.stateClass === undefined && edit === undefined && <option value="">none</option>}
            {stateClasses.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        ) : (
          <span class="quiet">–</span>
        )}
      </td>
      <td>
        <span
          class={`badge ${isUnmapped(use) ? (origin === 'none' && kind === 'state' ? 'bad' : 'warn') : ''}`}
        >
          {originWords[origin]}
        </span>
        {origin === 'none' && <Fate kind={kind} />}
      </td>
      <td>{kind}</td>
      <td>{source}</td>
      <td class="number">{grouped(times)}</td>
      <td class="nowrap">{dayAndClock(lastSeenAt)}</td>
    </tr>
  );
}

function Fate({ kind }: { readonly kind: CodeUse['kind'] }) {
  return (
    <div class="fate">
      {kind === 'state' ? 'It becomes a dead letter.' : 'It is left out; the state goes without it.'}
    </div>
  );
}
