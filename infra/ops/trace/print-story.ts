import type { AgentRow } from '../../../shared/logs/agent-rows.ts';
import { counted } from '../counted.ts';
import { columns, printable } from '../terminal.ts';
import type { Step, Story } from './tell-story.ts';
import type { Trace } from './trace-id.ts';

/** So many states of a webhook are shown. */
const maxRows = 25;

/** The stories in lines for a person. */
export function linesOf({ stories, more, letters }: Trace): string[] {
  const untold = letters.filter(({ correlationId }) => correlationId === undefined);
  return [
    ...stories.flatMap((story, index) => [...(index > 0 ? [''] : []), ...storyLines(story)]),
    ...untold.map(({ id, reason, detail }) =>
      printable(`${id} is a dead letter of before there were correlation ids: ${reason}: ${detail}`),
    ),
    ...(more > 0 ? [`and ${counted(more, 'webhook')} more that it leads to`] : []),
  ];
}

/** One JSON object a story, and one a dead letter that no story leads to. */
export function jsonOf({ stories, letters }: Trace): string[] {
  const untold = letters.filter(({ correlationId }) => correlationId === undefined);
  return [
    ...stories.map((story) => JSON.stringify(story)),
    ...untold.map(({ id, reason, detail }) => JSON.stringify({ deadLetter: { id, reason, detail } })),
  ];
}

/** What was looked for in vain, and what might be found. */
export function unknownLines(id: string, from: string, { lettersRead }: Trace): string[] {
  return [
    printable(
      `nothing is known of ${id}: no line of the functions’ logs since ${from} names it, and none of ${counted(lettersRead, 'dead letter')}`,
    ),
    'an ID is the x-request-id of a webhook’s answer, of an EventBridge event, an event’s own id, a dead letter’s id as dead-letters list prints it,',
    'or the x-request-id of a request to the API; lines appear within a minute or so, and --since 7d searches further back',
  ];
}

function storyLines({ correlationId, steps, rows, conclusion }: Story): string[] {
  const shown = rows.slice(0, maxRows).map(rowCells);
  return [
    printable(`${correlationId}: ${conclusion.state}`),
    ...columns(steps.map((step, index) => stepCells(step, steps[index - 1]))).map(indented),
    ...(shown.length > 0 ? ['states:', ...columns(shown)].map(indented) : []),
    ...(rows.length > maxRows ? [indented(`and ${rows.length - maxRows} more`)] : []),
    printable(`→ ${conclusion.text}`),
  ];
}

function stepCells({ at, what, text }: Step, before: Step | undefined): string[] {
  const delay = before ? `+${delayText(Date.parse(at) - Date.parse(before.at))}` : '';
  return [at, delay, what, text].map(printable);
}

function rowCells({ agentId, eventTime, state, reason, code, reasonCode, flags = [] }: AgentRow): string[] {
  const vendor = reason === undefined ? state : `${state} (${reason})`;
  const codes = reasonCode === undefined ? (code ?? 'no code') : `${code} (${reasonCode})`;
  return [agentId, eventTime, vendor, `→ ${codes}`, flags.join(', ')].map(printable);
}

/** `350 ms`, `31 s`, `14 min`, `3 h`. */
function delayText(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  const [amount, unit] =
    ms < 90_000 ? [ms / 1000, 's'] : ms < 5_400_000 ? [ms / 60_000, 'min'] : [ms / 3_600_000, 'h'];
  return `${Number(amount.toFixed(1))} ${unit}`;
}

function indented(line: string): string {
  return `  ${line}`;
}
