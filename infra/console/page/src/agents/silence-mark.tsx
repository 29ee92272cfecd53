import type { Silence } from '../../../data.ts';
import { sinceWhen } from '../words.ts';

type Props = {
  readonly silence: Silence;
  /** When it was looked at. */
  readonly toMs: number;
};

/** Says that a source is silent, so that the state beside it may be over: a sign and words, of which the colour says no more. */
export function SilenceMark({ silence: { source, since }, toMs }: Props) {
  return (
    <span class="silence">
      <span class="health wrong" aria-hidden="true">
        !
      </span>
      <span class="silence-source">{source}</span> silent since {sinceWhen(since, toMs)}
    </span>
  );
}
