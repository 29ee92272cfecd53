import type { Health } from '../../../data.ts';

const marks: Readonly<Record<Health, { sign: string; word: string }>> = {
  fine: { sign: '✓', word: 'fine' },
  wrong: { sign: '!', word: 'wrong' },
  notice: { sign: 'i', word: 'to know' },
  unknown: { sign: '–', word: 'not known' },
};

/** A sign and a word for how something is; the colour only repeats them. */
export function HealthMark({ health }: { readonly health: Health }) {
  const { sign, word } = marks[health];
  return (
    <span class={`health ${health}`}>
      <span aria-hidden="true">{sign}</span>
      <span class="hidden-text">{word}</span>
    </span>
  );
}
