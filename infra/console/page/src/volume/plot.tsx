import { useLayoutEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useColours } from '../parts/use-colours.ts';
import {
  contactsOptions,
  contactsSeries,
  type PlotSize,
  type Shown,
  secondsOptions,
  secondsSeries,
} from './plot-options.ts';

type Props = { readonly shown: Shown; readonly timeZone: string };

const height = 230;

/** Contacts as bars and seconds as stacked areas, on one axis of time; the table beside them tells the same in figures. */
export function VolumePlot({ shown, timeZone }: Props) {
  const contacts = useRef<HTMLDivElement>(null);
  const seconds = useRef<HTMLDivElement>(null);
  const colours = useColours();
  useLayoutEffect(() => {
    const [upper, lower] = [contacts.current, seconds.current];
    if (!upper || !lower) return;
    const size: PlotSize = { width: upper.clientWidth, height };
    const plots = [
      new uPlot(contactsOptions(shown, { colours, timeZone, size }), contactsSeries(shown), upper),
      new uPlot(secondsOptions(shown, { colours, timeZone, size }), secondsSeries(shown), lower),
    ];
    const observer = new ResizeObserver(() => {
      for (const plot of plots) plot.setSize({ width: upper.clientWidth, height });
    });
    observer.observe(upper);
    return () => {
      observer.disconnect();
      for (const plot of plots) plot.destroy();
    };
  }, [shown, timeZone, colours]);
  return (
    <div class="plots">
      <figure>
        <figcaption>Contacts: offered, and of these not handled</figcaption>
        <div ref={contacts} aria-hidden="true" />
      </figure>
      <figure>
        <figcaption>Seconds: talk, wrap-up and hold, one on the other</figcaption>
        <div ref={seconds} aria-hidden="true" />
      </figure>
    </div>
  );
}
