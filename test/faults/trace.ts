import type { ReportLine } from '../../infra/local/live-line.ts';
import type { ScaledTime } from '../../infra/local/time/scaled-time.ts';

/** Prints what happens, in the system's own time, where LEDGER_TRACE is set. */
export function traceOf({ now }: ScaledTime): ReportLine {
  if (!process.env['LEDGER_TRACE']) return () => {};
  return (what, text) => console.log(new Date(now()).toISOString(), what, text);
}
