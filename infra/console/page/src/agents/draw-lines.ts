import { type Colours, withAlpha } from '../parts/mix-colours.ts';
import type { AgentLine } from './bands.ts';
import { xOf } from './time-scale.ts';

export const rowHeight = 30;
const barHeight = 20;
const barTop = (rowHeight - barHeight) / 2;
/** So high is a band from when its source fell silent on: it goes on, and nobody told that it does. */
const silentHeight = 4;
/** Half as wide as a mark is, in pixels. */
export const markSize = 5;

export type Drawing = {
  readonly lines: readonly AgentLine[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly ticks: readonly number[];
  readonly colourOf: ReadonlyMap<string, string>;
  readonly colours: Colours;
};

export type View = {
  readonly width: number;
  readonly height: number;
  /** How far the lines are scrolled. */
  readonly top: number;
};

/** Draws the lines that are seen, and only those, so that the number of agents costs nothing. */
export function drawLines(context: CanvasRenderingContext2D, drawing: Drawing, view: View): void {
  const { lines, ticks, colours } = drawing;
  context.clearRect(0, 0, view.width, view.height);
  context.strokeStyle = colours('line');
  context.beginPath();
  for (const tick of ticks) {
    const x = Math.round(xOf(tick, drawing, view)) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, view.height);
  }
  context.stroke();
  context.font = '600 11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  const first = Math.max(0, Math.floor(view.top / rowHeight));
  const last = Math.min(lines.length, Math.ceil((view.top + view.height) / rowHeight));
  for (let index = first; index < last; index++) {
    const line = lines[index];
    if (line) drawLine(context, line, index * rowHeight - view.top, drawing, view);
  }
}

function drawLine(
  context: CanvasRenderingContext2D,
  line: AgentLine,
  y: number,
  drawing: Drawing,
  view: View,
): void {
  const toldUntilMs = line.silence ? Date.parse(line.silence.since) : drawing.toMs;
  for (const { fromMs, toMs, change } of line.bands) {
    if (toMs < drawing.fromMs || fromMs > drawing.toMs) continue;
    const x = Math.max(0, xOf(fromMs, drawing, view));
    const width = Math.max(1, Math.min(view.width, xOf(toMs, drawing, view)) - x);
    context.fillStyle = drawing.colourOf.get(change.code) ?? 'gray';
    const told = Math.max(0, Math.min(width, xOf(toldUntilMs, drawing, view) - x));
    context.fillRect(x, y + barTop, Math.max(1, told - 1), barHeight);
    if (told < width)
      context.fillRect(x + told, y + (rowHeight - silentHeight) / 2, width - told, silentHeight);
    label(context, change.code, { x, y, width: told });
  }
  for (const { atMs, change } of line.marks) {
    const x = xOf(atMs, drawing, view);
    if (x >= 0 && x <= view.width) mark(context, change.flags.includes('late'), x, y, drawing.colours);
  }
}

function label(
  context: CanvasRenderingContext2D,
  text: string,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  if (width < context.measureText(text).width + 10) return;
  context.fillStyle = '#0d121c';
  context.fillText(text, x + 5, y + rowHeight / 2 + 0.5);
}

/** A late change is a triangle that points at its time, one that the API does not hold a diamond: shapes, not colours. */
function mark(
  context: CanvasRenderingContext2D,
  isLate: boolean,
  x: number,
  y: number,
  colours: Colours,
): void {
  const size = markSize;
  const top = y + 1;
  context.fillStyle = colours('text');
  context.strokeStyle = withAlpha(colours('surface'), 1);
  context.lineWidth = 1.5;
  context.beginPath();
  if (isLate) {
    context.moveTo(x - size, top);
    context.lineTo(x + size, top);
    context.lineTo(x, top + size * 1.7);
  } else {
    context.moveTo(x, top);
    context.lineTo(x + size, top + size);
    context.lineTo(x, top + size * 2);
    context.lineTo(x - size, top + size);
  }
  context.closePath();
  context.stroke();
  context.fill();
  context.lineWidth = 1;
}
