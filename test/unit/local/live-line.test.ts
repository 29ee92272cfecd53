import { expect, test } from 'vitest';
import { logLine } from '../../../infra/local/live-line.ts';

test('tells a function’s log line by its event and its fields', () => {
  const line = { level: 'INFO', message: { event: 'window-settled', messages: 3, returned: 0 } };
  expect(logLine(JSON.stringify(line))).toBe('window-settled messages=3');
});

test('leaves metrics out, which CloudWatch takes out of the log', () => {
  const line = { _aws: { Timestamp: 0, CloudWatchMetrics: [] }, environment: 'local', RollUpRuns: 1 };
  expect(logLine(JSON.stringify(line))).toBeUndefined();
});
