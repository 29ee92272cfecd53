import * as z from 'zod/mini';
import { storyOnly } from '../../shared/logs/story-lines.ts';
import { counted } from '../ops/counted.ts';
import { printable } from '../ops/terminal.ts';
import type { BusReport } from './event-bus.ts';
import type { MappingReport } from './mapping/mapping-report.ts';
import type { StreamReport } from './stream-mapping/stream-report.ts';

/** Told what happens, one short line each; `what` is one word. */
export type ReportLine = (what: string, text: string) => void;

/** Writes lines, whatever vendors' words are in them, such as `09:01:22  webhook   POST /webhooks/zoom → 200 in 12 ms`. */
export function reportTo(write: (line: string) => void, now: () => Date = () => new Date()): ReportLine {
  return (what, text) => write(`${now().toTimeString().slice(0, 8)}  ${what.padEnd(9)} ${printable(text)}`);
}

/** What an event source mapping does, in words; undefined for what a person need not know. */
export function mappingLine(functionName: string, report: MappingReport): string | undefined {
  switch (report.type) {
    case 'window-opened':
      return `opened; ${functionName} gets what comes within ${report.windowMs / 1000} s`;
    case 'batch-invoked':
      return `closed; ${functionName} gets ${counted(report.messages, 'message')}`;
    case 'batch-done':
      return report.failed > 0
        ? `${counted(report.failed, 'message')} of ${report.messages} will come back`
        : undefined;
    case 'batch-failed':
      return `${counted(report.messages, 'message')} will come back: ${report.reason}`;
    case 'call-failed':
      return `${report.call}: ${report.error.message}`;
  }
}

/** What a stream's mapping does, in words; undefined for what a person need not know. */
export function streamLine(functionName: string, report: StreamReport): string | undefined {
  switch (report.type) {
    case 'window-opened':
      return report.windowMs > 0
        ? `opened; ${functionName} gets what comes within ${report.windowMs / 1000} s`
        : undefined;
    case 'batch-invoked':
      return `${functionName} gets ${counted(report.records, 'record')} of ${report.shardId}`;
    case 'batch-done':
      return report.failed > 0
        ? `${functionName} reported ${report.failed} of ${counted(report.records, 'record')} as failed`
        : undefined;
    case 'batch-failed':
      return `${functionName} failed on ${counted(report.records, 'record')}: ${report.reason}`;
    case 'records-discarded':
      return `${counted(report.records, 'record')} given up (${report.condition}), ${report.keptAt ? `kept at ${report.keptAt}` : 'kept nowhere'}`;
    case 'call-failed':
      return `${report.call}: ${report.error.message}`;
  }
}

/** What happens at a bus, in words. */
export function busLine(report: BusReport): string {
  switch (report.type) {
    case 'event-put': {
      const { busName, event, rules } = report;
      return `${busName}: ${event.source} "${event['detail-type']}" → ${rules.join(', ') || 'no rule matches'}`;
    }
    case 'delivery-failed':
      return `${report.rule}: ${report.reason}; the event is ${report.deadLettered ? 'dead-lettered' : 'lost'}`;
  }
}

const logged = z.object({
  level: z.optional(z.string()),
  message: z.union([z.string(), z.looseObject({ event: z.string() }), z.unknown()]),
});
/** What `ops trace` and whoever draws agents' days read; other lines tell a person the same in fewer words. */
const forTracing: ReadonlySet<string> = new Set([...storyOnly, 'agent-rows']);
const ours = z.looseObject({ event: z.string() });
/** Metrics in CloudWatch's embedded format, which it takes out of the log. */
const metrics = z.object({ _aws: z.looseObject({}) });

/** A function's log line in words: its event, then its fields; undefined for metrics and what Lambda itself would log quietly. */
export function logLine(line: string): string | undefined {
  const data = parseJson(line);
  if (metrics.safeParse(data).success) return undefined;
  const parsed = logged.safeParse(data);
  if (!parsed.success) return line.trim() || undefined;
  const message = ours.safeParse(parsed.data.message);
  if (!message.success) return parsed.data.level === 'ERROR' ? line : undefined;
  const { event, ...fields } = message.data;
  if (forTracing.has(event)) return undefined;
  const told = Object.entries(fields).filter(([, value]) => value !== undefined && value !== 0);
  return [event, ...told.map(([name, value]) => `${name}=${text(value)}`)].join(' ');
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
