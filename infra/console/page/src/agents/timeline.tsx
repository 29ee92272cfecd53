import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Range, StateChange } from '../../../data.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { useColours } from '../parts/use-colours.ts';
import { duration, minuteClock, sinceWhen } from '../words.ts';
import { type Activity, coloursOf } from './band-colours.ts';
import { type AgentLine, type Band, bandAt, lastBand, markNear } from './bands.ts';
import { ChangeTip } from './change-tip.tsx';
import { drawLines, markSize, rowHeight } from './draw-lines.ts';
import { SilenceMark } from './silence-mark.tsx';
import { ticksOf, xOf } from './time-scale.ts';

type Props = {
  readonly lines: readonly AgentLine[];
  readonly activities: readonly Activity[];
  readonly range: Range;
  readonly selected: string | undefined;
  readonly onSelect: (line: AgentLine) => void;
};

type Tip = {
  readonly x: number;
  readonly y: number;
  readonly change: StateChange;
  /** Undefined for a change that the API does not hold: it lasts no time. */
  readonly band: Band | undefined;
  readonly line: AgentLine;
};

/** So many names are kept ready above and below what is seen. */
const spare = 4;

/**
 * The agents' states over time. The canvas draws what is seen of it and is for the eye alone: the names are a list box that
 * tells each agent's state by itself, and the table beside tells the rest.
 */
export function Timeline({ lines, activities, range, selected, onSelect }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState({ width: 600, height: 400, top: 0 });
  const [tip, setTip] = useState<Tip>();
  const fromMs = Date.parse(range.from);
  const toMs = Date.parse(range.to);
  const ticks = useMemo(() => ticksOf(fromMs, toMs, view.width), [fromMs, toMs, view.width]);
  const colours = useColours();
  const colourOf = useMemo(() => coloursOf(activities, colours), [activities, colours]);
  useSize(scroller, canvas, setView);
  useLayoutEffect(() => {
    const context = canvas.current && sized(canvas.current, view);
    if (context) drawLines(context, { lines, fromMs, toMs, ticks, colours, colourOf }, view);
  }, [lines, fromMs, toMs, ticks, colours, colourOf, view]);

  const point = (event: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const line = lines[Math.floor((y + view.top) / rowHeight)];
    const msPerPixel = (toMs - fromMs) / view.width;
    const atMs = fromMs + x * msPerPixel;
    // A mark is drawn over the bands, and so is pointed at before them.
    const mark = line && markNear(line, atMs, markSize * msPerPixel)?.change;
    const change = mark ?? (line && bandAt(line, atMs)?.change);
    const band = line?.bands.find((each) => each.change === change);
    setTip(line && change && { x, y, change, band, line });
  };
  const active = lines.findIndex((line) => keyOf(line) === selected);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare);
  const last = Math.min(lines.length, Math.ceil((view.top + view.height) / rowHeight) + spare);

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 1);
    const next = nextIndex(event.key, { active, count: lines.length, page });
    const line = next === undefined ? undefined : lines[next];
    if (next === undefined || !line) return;
    event.preventDefault();
    onSelect(line);
    reveal(scroller.current, next);
  };

  return (
    <div class="timeline">
      <div class="timeline-axis" aria-hidden="true">
        {ticks
          .filter((tick) => xOf(tick, { fromMs, toMs }, view) < view.width - 40)
          .map((tick) => (
            <span key={tick} style={{ left: `${xOf(tick, { fromMs, toMs }, view)}px` }}>
              {minuteClock(new Date(tick).toISOString())}
            </span>
          ))}
      </div>
      <div
        class="timeline-scroll"
        ref={scroller}
        style={{ height: `${Math.min(lines.length * rowHeight + 2, 620)}px` }}
        onScroll={({ currentTarget: { scrollTop: top } }) => {
          setTip(undefined);
          setView((before) => ({ ...before, top }));
        }}
      >
        <div class="timeline-rows" style={{ height: `${lines.length * rowHeight}px` }}>
          <div
            class="timeline-names"
            role="listbox"
            tabIndex={0}
            aria-label="Agents and their states; arrow keys choose one, whose changes are listed below"
            aria-activedescendant={active >= first && active < last ? `agent-${active}` : undefined}
            onKeyDown={onKeyDown}
            onClick={({ target }) => {
              const line = lines[indexOf(target)];
              if (line) onSelect(line);
            }}
          >
            {lines.slice(first, last).map((line, offset) => (
              <Name
                key={keyOf(line)}
                line={line}
                index={first + offset}
                count={lines.length}
                toMs={toMs}
                isSelected={keyOf(line) === selected}
                colourOf={colourOf}
              />
            ))}
          </div>
          <div class="timeline-bands">
            <canvas
              ref={canvas}
              role="img"
              aria-label="The states over time; the list beside it and the table tell them in words"
              style={{ top: `${view.top}px` }}
              onPointerMove={point}
              onPointerLeave={() => setTip(undefined)}
              onClick={() => tip && onSelect(tip.line)}
            />
            {tip && (
              <ChangeTip
                {...tip}
                colour={colourOf.get(tip.change.code)}
                top={view.top}
                width={view.width}
                toMs={toMs}
              />
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

type NameProps = {
  readonly line: AgentLine;
  readonly index: number;
  readonly count: number;
  readonly toMs: number;
  readonly isSelected: boolean;
  readonly colourOf: ReadonlyMap<string, string>;
};

function Name({ line, index, count, toMs, isSelected, colourOf }: NameProps) {
  const band = lastBand(line);
  return (
    <div
      id={`agent-${index}`}
      class={`timeline-name ${line.silence ? 'silent' : ''}`}
      role="option"
      tabIndex={-1}
      data-index={index}
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
    >
      <span class="timeline-agent">{line.agentId}</span>
      <span class="timeline-state">
        {band && <StateMark colour={colourOf.get(band.change.code)} />}
        {band ? (
          <>
            {band.change.code}
            <span class="timeline-since"> since {sinceWhen(band.change.at, toMs)}</span>
            <span class="timeline-for"> · {duration((toMs - band.fromMs) / 1000)}</span>
          </>
        ) : (
          'not known'
        )}
      </span>
      {line.silence && <SilenceMark silence={line.silence} toMs={toMs} />}
    </div>
  );
}

export function keyOf({ accountId, agentId }: Pick<AgentLine, 'accountId' | 'agentId'>): string {
  return JSON.stringify([accountId, agentId]);
}

/** Which line an element of the list is of; -1 where it is of none. */
function indexOf(target: EventTarget | null): number {
  const option = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return Number(option?.dataset['index'] ?? -1);
}

/** Which line a key goes to; undefined for a key that goes nowhere. */
function nextIndex(
  key: string,
  { active, count, page }: { active: number; count: number; page: number },
): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  const wanted = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return wanted === undefined ? undefined : Math.min(Math.max(wanted, 0), count - 1);
}

function reveal(scroller: HTMLElement | null, index: number): void {
  if (!scroller) return;
  const top = index * rowHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  const bottom = top + rowHeight - scroller.clientHeight;
  if (bottom > scroller.scrollTop) scroller.scrollTop = bottom;
}

type View = { width: number; height: number; top: number };

function useSize(
  scroller: { readonly current: HTMLDivElement | null },
  canvas: { readonly current: HTMLCanvasElement | null },
  setView: (update: (before: View) => View) => void,
): void {
  useLayoutEffect(() => {
    const measure = () => {
      const width = canvas.current?.parentElement?.clientWidth ?? 600;
      const height = scroller.current?.clientHeight ?? 400;
      setView((before) => ({ ...before, width, height }));
    };
    const observer = new ResizeObserver(measure);
    if (scroller.current) observer.observe(scroller.current);
    measure();
    return () => observer.disconnect();
  }, []);
}

/** As many dots as the screen has; undefined where the browser gives no context. */
function sized(canvas: HTMLCanvasElement, { width, height }: View): CanvasRenderingContext2D | undefined {
  const scale = devicePixelRatio;
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  return context ?? undefined;
}
