import * as z from 'zod/mini';
import type { MappingReport } from './mapping/mapping-report.ts';

/** Told what happens, one short line each; `what` is one word. */
export type ReportLine = (what: string, text: string) => void;

/** Writes lines such as `09:01:22  webhook   POST /webhooks/zoom → 200 in 12 ms`. */
export function reportTo(write: (line: string) => void, now: () => Date = () => new Date()): ReportLine {
  return (what, text) => write(`${now().toTimeString().slice(0, 8)}  ${what.padEnd(9)} ${text}`);
}

/** What an event source mapping does, in words; undefined for what a person need not know. */
export function mappingLine(functionName: string, report: MappingReport): string | undefined {
  switch (report.type) {
    case 'window-opened':
      return `opened; ${functionName} gets what comes within ${report.windowMs / 1000} s`;
    case 'batch-invoked':
      return `closed; ${functionName} gets ${messages(report.messages)}`;
    case 'batch-done':
      return report.failed > 0
        ? `${messages(report.failed)} of ${report.messages} will come back`
        : undefined;
    case 'batch-failed':
      return `${messages(report.messages)} will come back: ${report.reason}`;
    case 'call-failed':
      return `${report.call}: ${report.error.message}`;
  }
}

const logged = z.object({
  level: z.optional(z.string()),
  message: z.union([z.string(), z.looseObject({ event: z.string() }), z.unknown()]),
});
const ours = z.looseObject({ event: z.string() });

/** A function's log line in words: its event, then its fields; undefined for what Lambda itself would log quietly. */
export function logLine(line: string): string | undefined {
  const parsed = logged.safeParse(parseJson(line));
  if (!parsed.success) return line.trim() || undefined;
  const message = ours.safeParse(parsed.data.message);
  if (!message.success) return parsed.data.level === 'ERROR' ? line : undefined;
  const { event, ...fields } = message.data;
  const told = Object.entries(fields).filter(([, value]) => value !== undefined && value !== 0);
  return [event, ...told.map(([name, value]) => `${name}=${text(value)}`)].join(' ');
}

function messages(count: number): string {
  return `${count} message${count === 1 ? '' : 's'}`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
