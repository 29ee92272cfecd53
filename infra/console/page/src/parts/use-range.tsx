import { useState } from 'preact/hooks';
import type { Range } from '../../../data.ts';

const spans = [1, 4, 12, 24, 168] as const;

export type ChosenRange = {
  readonly hours: number;
  /** The last hours up to when this is called, or up to the time that was chosen. */
  readonly read: () => Range;
  /** Changes whenever another time is chosen. */
  readonly key: string;
  readonly fields: preact.JSX.Element;
};

/** Which time is looked at, and the fields by which it is chosen. */
export function useRange(firstHours: (typeof spans)[number]): ChosenRange {
  const [hours, setHours] = useState<number>(firstHours);
  const [until, setUntil] = useState('');
  const read = () => {
    const toMs = until === '' ? Date.now() : Date.parse(`${until}:00Z`);
    return { from: new Date(toMs - hours * 3_600_000).toISOString(), to: new Date(toMs).toISOString() };
  };
  const fields = (
    <>
      <label class="field">
        <span>Time</span>
        <select value={hours} onChange={({ currentTarget }) => setHours(Number(currentTarget.value))}>
          {spans.map((span) => (
            <option key={span} value={span}>
              {span < 48 ? `last ${span === 1 ? 'hour' : `${span} hours`}` : `last ${span / 24} days`}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>Up to (UTC; empty: now)</span>
        <input
          type="datetime-local"
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
      </label>
    </>
  );
  return { hours, read, key: `${hours} ${until}`, fields };
}
