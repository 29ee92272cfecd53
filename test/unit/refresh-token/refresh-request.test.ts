import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../shared/errors.ts';
import { parseRefreshRequest } from '../../../shared/refresh-token/refresh-request.ts';

describe('parseRefreshRequest', () => {
  test.each([
    { cause: 'schedule' },
    { cause: 'schedule', scheduledTime: '2026-11-23T09:00:00Z' },
    { cause: 'refused', refusedVersionId: 'v1' },
    { cause: 'missing' },
  ])('takes %j', (event) => {
    expect(parseRefreshRequest(event)).toEqual(event);
  });

  test.each(['aws.scheduler', 'aws.events'])(
    "takes EventBridge's own event from %s as the schedule",
    (source) => {
      const event = {
        version: '0',
        id: 'd32c5kof',
        'detail-type': 'Scheduled Event',
        source,
        account: '123456789012',
        time: '2026-11-23T09:00:00Z',
        detail: '{}',
      };
      expect(parseRefreshRequest(event)).toEqual({ cause: 'schedule' });
    },
  );

  test.each([
    ['another cause', { cause: 'force' }],
    ['no cause', {}],
    ['a refusal that names no version', { cause: 'refused' }],
    ['a refusal that names an empty version', { cause: 'refused', refusedVersionId: '' }],
    ['a key that it does not know', { cause: 'missing', force: true }],
    ['another event of EventBridge', { source: 'aws.ec2', 'detail-type': 'EC2 Instance State-change' }],
    ['nothing', null],
  ])('refuses %s and says what it takes', (_name, event) => {
    expect(() => parseRefreshRequest(event)).toThrow(ConfigurationError);
    expect(() => parseRefreshRequest(event)).toThrow('{"cause":"refused","refusedVersionId":"…"}');
  });
});
