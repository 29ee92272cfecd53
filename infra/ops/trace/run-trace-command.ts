import { counted } from '../counted.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import type { TraceCommand } from './command.ts';
import { jsonOf, linesOf, unknownLines } from './print-story.ts';
import { traceId } from './trace-id.ts';

/** Tells what became of what an id names; resolves with whether anything is known of it. */
export async function runTraceCommand(
  { id, since, json }: TraceCommand,
  deployment: OpenDeployment,
  { print, progress, now }: Terminal,
): Promise<boolean> {
  const toMs = now();
  const fromMs = 'agoMs' in since ? toMs - since.agoMs : Date.parse(since.from);
  const trace = await traceId(id, { fromMs, toMs }, deployment);
  const from = new Date(fromMs).toISOString();
  const isKnown = trace.stories.length > 0 || trace.letters.length > 0;
  if (json) for (const line of jsonOf(trace)) print(line);
  else for (const line of isKnown ? linesOf(trace) : unknownLines(id, from, trace)) print(line);
  const scanned = `${(trace.bytesScanned / 1e6).toFixed(1)} MB of logs since ${from}`;
  const cut = trace.isCut ? '; there are more lines than were read: narrow it by --since' : '';
  progress.write(`searched ${scanned} and ${counted(trace.lettersRead, 'dead letter')}${cut}\n`);
  return isKnown;
}
