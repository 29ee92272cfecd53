import type { LetterHead } from '../../../data.ts';
import { TableScroll } from '../parts/table-scroll.tsx';
import { dayAndClock } from '../words.ts';

type Props = {
  readonly letters: readonly LetterHead[];
  readonly picked: ReadonlySet<string>;
  readonly opened: string | undefined;
  readonly onPick: (picked: ReadonlySet<string>) => void;
  readonly onOpen: (id: string) => void;
};

export function LettersTable({ letters, picked, opened, onPick, onOpen }: Props) {
  const isAll = letters.every(({ id }) => picked.has(id));
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    onPick(next);
  };
  return (
    <TableScroll label="Dead letters" class="tall">
      <table>
        <caption>What could not be delivered, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label="Choose all that are listed"
                checked={isAll}
                onChange={() => onPick(isAll ? new Set() : new Set(letters.map(({ id }) => id)))}
              />
            </th>
            <th scope="col">Why it is dead</th>
            <th scope="col">Source</th>
            <th scope="col">Failed last (UTC)</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr key={letter.id} class={letter.id === opened ? 'opened' : ''}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Choose ${letter.reason} of ${letter.source || 'no source'}, ${letter.id}`}
                  checked={picked.has(letter.id)}
                  onChange={() => toggle(letter.id)}
                />
              </td>
              <th scope="row" class="why">
                <button type="button" class="plain" onClick={() => onOpen(letter.id)}>
                  {letter.plainly}
                </button>
                <p class="detail">
                  <span class="badge bad">{letter.reason}</span> {letter.detail}
                </p>
              </th>
              <td>{letter.source || '–'}</td>
              <td class="nowrap">{dayAndClock(letter.lastSeenAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
