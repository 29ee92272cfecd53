import { useEffect, useState } from 'preact/hooks';
import type { Now } from '../../../data.ts';
import { noAnswer } from '../api.ts';
import { useClock } from '../use-clock.ts';

/** A stream that the server refused is asked for again after so long; one that broke, the browser connects by itself. */
const askAgainMs = 5000;

type Told = {
  readonly now?: Now;
  /** When it was told, by this browser's clock. */
  readonly atMs?: number;
  /** Why nothing could be told. */
  readonly trouble?: string;
  /** Why what was told is no more than that: undefined while the stream is open. */
  readonly broken?: string;
};

/**
 * What is now, told by the server as it changes. `stale` says why what is shown may be over: the connection is gone, the server
 * could not look, or has not told anything for longer than it ever takes, which is `silentAfterMs`.
 */
export function useNow(silentAfterMs: number): {
  readonly now: Now | undefined;
  readonly stale: string | undefined;
  readonly clockMs: number;
} {
  const [told, setTold] = useState<Told>({});
  const clockMs = useClock(1000);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let events: EventSource | undefined;
    const connect = () => {
      events = new EventSource('/api/now/stream');
      events.addEventListener('error', () => {
        setTold((before) => ({ ...before, broken: noAnswer }));
        if (events?.readyState === EventSource.CLOSED) timer = setTimeout(connect, askAgainMs);
      });
      events.addEventListener('now', ({ data }) => setTold({ now: JSON.parse(data), atMs: Date.now() }));
      events.addEventListener('trouble', ({ data }) =>
        setTold(({ broken: _, ...before }) => ({ ...before, trouble: JSON.parse(data).message })),
      );
    };
    connect();
    return () => {
      clearTimeout(timer);
      events?.close();
    };
  }, []);
  const { now, atMs, trouble, broken } = told;
  const isSilent = atMs !== undefined && clockMs - atMs > silentAfterMs;
  return {
    now,
    stale:
      broken ??
      trouble ??
      (isSilent ? 'The console’s server tells nothing any more: is it hanging?' : undefined),
    clockMs,
  };
}
