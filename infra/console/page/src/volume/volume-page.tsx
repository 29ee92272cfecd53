import { useState } from 'preact/hooks';
import type { About, VolumePlace } from '../../../data.ts';
import { api } from '../api.ts';
import { download } from '../parts/download.ts';
import { Empty, Fault, Limit, Loading } from '../parts/notices.tsx';
import { useRange } from '../parts/use-range.tsx';
import { WhatElse } from '../parts/what-else.tsx';
import { useLoad } from '../use-load.ts';
import { plural } from '../words.ts';
import { VolumePlot } from './plot.tsx';
import { volumeCsv } from './volume-csv.ts';
import { VolumeTable } from './volume-table.tsx';

export function VolumePage({ about }: { readonly about: About }) {
  const range = useRange(12);
  const { value, error, isLoading, reload } = useLoad(() => api.volume(range.read()), range.key);
  const [chosen, setChosen] = useState<string>();
  if (!value) return error ? <Fault message={error} retry={reload} /> : <Loading />;
  const { places, timeZone } = value;
  const shown = places.find((place) => keyOf(place) === chosen) ?? busiest(places);
  const save = () => download('volume.csv', volumeCsv(places), 'text/csv');
  return (
    <>
      <div class="controls">
        <label class="field">
          <span>Collection point</span>
          <select
            value={shown && keyOf(shown)}
            disabled={places.length === 0}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          >
            {places.map((place) => (
              <option key={keyOf(place)} value={keyOf(place)}>
                {nameOf(place, places)} ({plural(offeredAt(place), 'contact')})
              </option>
            ))}
          </select>
        </label>
        {range.fields}
        <button type="button" onClick={reload}>
          Read again
        </button>
        <button type="button" class="push" disabled={places.length === 0} onClick={save}>
          Download CSV
        </button>
      </div>
      {error && <Fault message={error} retry={reload} />}
      {shown ? (
        <>
          <p class="summary" role="status">
            {summaryOf(shown)} Intervals are shown by the account’s clock ({timeZone}).
          </p>
          <div class="volume">
            <VolumePlot shown={shown} timeZone={timeZone} />
            <VolumeTable place={shown} timeZone={timeZone} />
          </div>
        </>
      ) : (
        <Empty title="No quarter hour of this time counts a contact.">
          A quarter hour is counted once it has ended.{' '}
          <WhatElse about={about} isLoading={isLoading} sample="contact" />
        </Empty>
      )}
      {value.limit && <Limit>{value.limit}</Limit>}
    </>
  );
}

function keyOf({ accountId, collectionPoint }: VolumePlace): string {
  return JSON.stringify([accountId, collectionPoint]);
}

function nameOf({ accountId, collectionPoint }: VolumePlace, places: readonly VolumePlace[]): string {
  const isSeveral = places.some((place) => place.accountId !== accountId);
  return isSeveral ? `${collectionPoint}, account ${accountId}` : collectionPoint;
}

function offeredAt({ intervals }: VolumePlace): number {
  return intervals.reduce((sum, { offered }) => sum + offered, 0);
}

function busiest(places: readonly VolumePlace[]): VolumePlace | undefined {
  return places.toSorted((one, other) => offeredAt(other) - offeredAt(one))[0];
}

function summaryOf(place: VolumePlace): string {
  const notHandled = place.intervals.reduce((sum, each) => sum + each.notHandled, 0);
  const corrected = place.intervals.filter(({ corrections }) => corrections.length > 0).length;
  const ofCorrections =
    corrected > 0
      ? ` ${plural(corrected, 'interval was', 'intervals were')} corrected after the first row was sent.`
      : '';
  return `${plural(offeredAt(place), 'contact')} offered at ${place.collectionPoint}, ${notHandled} of them not handled.${ofCorrections}`;
}
