import uPlot from 'uplot';
import type { VolumePlace } from '../../../data.ts';
import { type Colours, mixed, withAlpha } from '../parts/mix-colours.ts';
import { duration } from '../words.ts';

export type Shown = VolumePlace;
export type PlotSize = { readonly width: number; readonly height: number };

type Look = { readonly colours: Colours; readonly timeZone: string; readonly size: PlotSize };

const quarterSeconds = 900;

export function contactsSeries({ intervals }: Shown): uPlot.AlignedData {
  return [
    timesOf(intervals),
    intervals.map(({ offered }) => offered),
    intervals.map(({ notHandled }) => notHandled),
  ];
}

/** Each is drawn on top of the ones before it, so that it holds their sum; the topmost comes first, to lie behind. */
export function secondsSeries({ intervals }: Shown): uPlot.AlignedData {
  const times = timesOf(intervals);
  const sums = [
    intervals.map(({ talkSeconds, wrapSeconds = 0, holdSeconds }) => talkSeconds + wrapSeconds + holdSeconds),
    intervals.map(({ talkSeconds, wrapSeconds = 0 }) => talkSeconds + wrapSeconds),
    intervals.map(({ talkSeconds }) => talkSeconds),
  ];
  // An area is as wide as the way to the next point, so that the last interval needs one behind it.
  return [
    withEnd(times, (times.at(-1) ?? 0) + quarterSeconds),
    ...sums.map((sum) => withEnd(sum, sum.at(-1) ?? 0)),
  ];
}

export function contactsOptions(shown: Shown, look: Look): uPlot.Options {
  const { colours } = look;
  const bars = uPlot.paths.bars?.({ size: [0.72, 60], align: 1 });
  const series = (label: string, colour: string): uPlot.Series => ({
    label,
    stroke: colours(colour),
    fill: withAlpha(colours(colour), 0.75),
    width: 0,
    points: { show: false },
    ...(bars && { paths: bars }),
  });
  return {
    ...framed(look, {
      shown: String,
      behind: quarterSeconds,
      increments: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    }),
    series: [time(shown), series('offered', 'plot-1'), series('not handled', 'plot-2')],
    hooks: { draw: [(plot) => markCorrections(plot, shown, colours)] },
  };
}

export function secondsOptions(shown: Shown, look: Look): uPlot.Options {
  const { colours } = look;
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const hasWrap = shown.intervals.some(({ wrapSeconds }) => wrapSeconds !== undefined);
  const own = (label: string, colour: string, of: (index: number) => number): uPlot.Series => ({
    label,
    stroke: colours(colour),
    // What lies behind must not show through, or no area would have the colour of its name.
    fill: mixed(colours('surface'), colours(colour), 0.6),
    width: 1.5,
    points: { show: false },
    value: (_plot, _value, _series, index) => (index === null ? '–' : duration(of(index))),
    ...(stepped && { paths: stepped }),
  });
  const at = (index: number) => shown.intervals[index];
  return {
    ...framed(look, { shown: duration, behind: 0, increments: secondSteps }),
    series: [
      time(shown),
      own('hold', 'plot-4', (index) => at(index)?.holdSeconds ?? 0),
      own('wrap-up', 'plot-3', (index) => at(index)?.wrapSeconds ?? 0),
      own(hasWrap ? 'talk' : 'talk and wrap-up', 'plot-1', (index) => at(index)?.talkSeconds ?? 0),
    ],
  };
}

function withEnd(values: readonly number[], end: number): number[] {
  return values.length === 0 ? [] : [...values, end];
}

function timesOf(intervals: Shown['intervals']): number[] {
  return intervals.map(({ start }) => Date.parse(start) / 1000);
}

function time({ intervals }: Shown): uPlot.Series {
  return {
    label: 'interval',
    value: (_plot, _value, _series, index) =>
      index === null ? '–' : (intervals[index]?.shown.slice(0, 16).replace('T', ' ') ?? '–'),
  };
}

type Scale = {
  readonly shown: (value: number) => string;
  /** So much of the time is shown behind the last point. */
  readonly behind: number;
  /** What lies between two lines of the grid. */
  readonly increments: number[];
};

/** Whole minutes and hours. */
const secondSteps = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

function framed(
  { colours, timeZone, size }: Look,
  { shown, behind, increments }: Scale,
): Omit<uPlot.Options, 'series'> {
  const axis = {
    stroke: colours('quiet'),
    grid: { stroke: colours('line'), width: 1 },
    ticks: { show: false },
  };
  const font = '12px system-ui, sans-serif';
  return {
    ...size,
    cursor: { sync: { key: 'volume' }, y: false, points: { show: false }, drag: { x: true, y: false } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
    scales: {
      // The last quarter hour is as wide as the others.
      x: { range: (_plot, from, to) => [from, to + behind] },
      y: { range: (_plot, _from, to) => [0, Math.max(1, to * 1.12)] },
    },
    axes: [
      { ...axis, font, values: [[60, '{HH}:{mm}', null, null, null, null, null, null, 1]], space: 64 },
      { ...axis, font, size: 74, incrs: increments, values: (_plot, splits) => splits.map(shown) },
    ],
  };
}

/** A triangle over each interval that a later row told otherwise. */
function markCorrections(plot: uPlot, { intervals }: Shown, colours: Colours): void {
  const { ctx } = plot;
  const size = 5 * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colours('text');
  for (const { start, offered, corrections } of intervals) {
    if (corrections.length === 0) continue;
    const x = plot.valToPos(Date.parse(start) / 1000 + quarterSeconds * 0.36, 'x', true);
    const y = plot.valToPos(offered, 'y', true) - size * 0.8;
    ctx.beginPath();
    ctx.moveTo(x - size, y - size * 1.6);
    ctx.lineTo(x + size, y - size * 1.6);
    ctx.lineTo(x, y);
    ctx.closePath();
    ctx.fill();
  }
  ctx.restore();
}
