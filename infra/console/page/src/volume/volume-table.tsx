import type { VolumeInterval, VolumePlace } from '../../../data.ts';
import { TableScroll } from '../parts/table-scroll.tsx';
import { duration, grouped } from '../words.ts';
import { correctionWords } from './volume-csv.ts';

/** The quarter hours of a collection point in figures, the newest first; quiet ones are left out where there are others. */
export function VolumeTable({ place, timeZone }: { readonly place: VolumePlace; readonly timeZone: string }) {
  const told = place.intervals.filter(({ offered, corrections }) => offered > 0 || corrections.length > 0);
  const quiet = place.intervals.length - told.length;
  return (
    <TableScroll label="Quarter hours" class="tall compact">
      <table class="figures">
        <caption>
          {place.collectionPoint}, the newest first
          {quiet > 0 && `; ${grouped(quiet)} quiet intervals are zeros`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Interval ({timeZone})</th>
            <th scope="col" class="number">
              Offered
            </th>
            <th scope="col" class="number">
              Not handled
            </th>
            <th scope="col" class="number">
              Talk
            </th>
            <th scope="col" class="number">
              Wrap-up
            </th>
            <th scope="col" class="number">
              Hold
            </th>
            <th scope="col" class="number">
              Service level
            </th>
          </tr>
        </thead>
        <tbody>
          {told.toReversed().map((interval, index, rows) => (
            <Interval key={interval.start} interval={interval} above={rows[index - 1]} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

type IntervalProps = { readonly interval: VolumeInterval; readonly above: VolumeInterval | undefined };

function Interval({ interval, above }: IntervalProps) {
  const { shown, offered, notHandled, talkSeconds, wrapSeconds, holdSeconds, serviceLevelPct } = interval;
  return (
    <>
      <tr>
        <th scope="row">
          {dayOf(interval) !== dayOf(above) && <div class="quiet nowrap">{dayOf(interval)}</div>}
          {shown.slice(11, 16)}
        </th>
        <td class="number">{offered}</td>
        <td class="number">{notHandled}</td>
        <td class="number nowrap">{duration(talkSeconds)}</td>
        <td class="number nowrap">{wrapSeconds === undefined ? 'in talk' : duration(wrapSeconds)}</td>
        <td class="number nowrap">{duration(holdSeconds)}</td>
        <td class="number nowrap">{serviceLevelPct} %</td>
      </tr>
      {interval.corrections.length > 0 && (
        <tr class="corrected">
          <td colSpan={7}>
            <div class="correction">
              <span aria-hidden="true">▼</span> {shown.slice(11, 16)} corrected:{' '}
              {correctionWords(interval.corrections)}
            </div>
          </td>
        </tr>
      )}
    </>
  );
}

/** The day by the account's clock, which a row says where the one above it is of another. */
function dayOf(interval: VolumeInterval | undefined): string {
  return interval?.shown.slice(0, 10) ?? '';
}
