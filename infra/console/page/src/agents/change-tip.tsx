import type { StateChange } from '../../../data.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { clock, duration } from '../words.ts';
import { type AgentLine, type Band, lastBand } from './bands.ts';
import { flagWords, hopsOf } from './change-words.ts';
import { SilenceMark } from './silence-mark.tsx';

type Props = {
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly width: number;
  readonly change: StateChange;
  /** How long it held; undefined where the API does not hold it. */
  readonly band: Band | undefined;
  readonly line: AgentLine;
  readonly colour: string | undefined;
  readonly toMs: number;
};

const tipWidth = 290;

/** What is known of the state under the pointer; the table of the chosen agent tells the same. */
export function ChangeTip({ x, y, top, width, change, band, line, colour, toMs }: Props) {
  const left = Math.min(x + 14, Math.max(0, width - tipWidth));
  return (
    <div class="tip" aria-hidden="true" style={{ left: `${left}px`, top: `${top + y + 16}px` }}>
      <p class="tip-head">
        <StateMark colour={colour} />
        <strong>{change.code}</strong>
        {change.reasonCode && ` · ${change.reasonCode}`} <span class="quiet">{line.agentId}</span>
      </p>
      <p>
        {clock(change.at)} UTC
        {band && `, for ${duration((band.toMs - band.fromMs) / 1000)}`}
      </p>
      {line.silence && band && band === lastBand(line) && (
        <p>
          <SilenceMark silence={line.silence} toMs={toMs} />
        </p>
      )}
      <dl class="pairs">
        <dt>{change.source}’s words</dt>
        <dd>
          {change.state === undefined
            ? 'not kept'
            : [change.state, change.reason].filter(Boolean).join(' · ')}
        </dd>
        {hopsOf(change).map(({ label, value }) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      {change.flags.map((flag) => (
        <p key={flag}>{flagWords[flag]}</p>
      ))}
    </div>
  );
}
