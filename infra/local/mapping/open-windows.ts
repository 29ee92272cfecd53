import type { MappingReport } from './mapping-report.ts';

/** A window of a queue's mapping that is open: what comes until then is handed out with it. */
export type OpenWindow = { readonly queueArn: string; readonly closesAtMs: number };

/** Which windows are open, by what the mappings tell. */
export type OpenWindows = {
  readonly note: (queueArn: string, report: MappingReport) => void;
  readonly open: () => readonly OpenWindow[];
};

/** Each poller of a mapping has one window at most, which its batch ends. */
export function trackWindows(now: () => number): OpenWindows {
  const windows = new Map<string, OpenWindow>();
  return {
    note: (queueArn, report) => {
      const key = JSON.stringify([queueArn, report.poller]);
      if (report.type === 'window-opened')
        windows.set(key, { queueArn, closesAtMs: now() + report.windowMs });
      else if (report.type === 'batch-invoked') windows.delete(key);
    },
    open: () => [...windows.values()],
  };
}
