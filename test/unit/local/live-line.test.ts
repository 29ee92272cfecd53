import { expect, test } from 'vitest';
import { logLine, reportTo } from '../../../infra/local/live-line.ts';

test('tells a function’s log line by its event and its fields', () => {
  const line = { level: 'INFO', message: { event: 'window-settled', messages: 3, returned: 0 } };
  expect(logLine(JSON.stringify(line))).toBe('window-settled messages=3');
});

test('leaves metrics out, which CloudWatch takes out of the log', () => {
  const line = { _aws: { Timestamp: 0, CloudWatchMetrics: [] }, environment: 'local', RollUpRuns: 1 };
  expect(logLine(JSON.stringify(line))).toBeUndefined();
});

test('what a vendor wrote steers no terminal', () => {
  const lines: string[] = [];
  const report = reportTo(
    (line) => lines.push(line),
    () => new Date(0),
  );
  report(
    'function',
    logLine('{"level":"WARN","message":{"event":"unmapped-state","state":"\\u001b[2J\\u009b1m"}}') ?? '',
  );
  expect(lines).toEqual([expect.stringContaining('unmapped-state state=\\u001b[2J\\u009b1m')]);
});
