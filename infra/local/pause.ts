/** Waits so many milliseconds, or until everything stops, whichever comes first; never rejects. */
export type Pause = (ms: number) => Promise<void>;

/** The longest a timer can wait. */
const maxTimerMs = 2 ** 31 - 1;

/** A pause in time that runs `timeScale` times as fast as the clock on the wall. */
export function createPause(timeScale: number, signal: AbortSignal): Pause {
  return (ms) => {
    if (signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, Math.min(ms / timeScale, maxTimerMs));
    const stop = () => resolve();
    signal.addEventListener('abort', stop);
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    });
  };
}
