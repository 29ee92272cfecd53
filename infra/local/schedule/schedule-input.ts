import { randomBytes, randomUUID } from 'node:crypto';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { ScheduleDefinition } from '../deployment.ts';

export type Occurrence = { readonly at: number; readonly attempt: number };

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
const attributes = /<aws\.scheduler\.(scheduled-time|execution-id|attempt-number|schedule-arn)>/g;

/** The target's event for one attempt: the input with its `<aws.scheduler.*>` attributes filled in. */
export function scheduleInput(schedule: ScheduleDefinition, { at, attempt }: Occurrence): unknown {
  const scheduledTime = `${new Date(at).toISOString().slice(0, 19)}Z`;
  const arn = scheduleArn(schedule);
  if (schedule.input === undefined) return defaultEvent(arn, scheduledTime);
  const values: Readonly<Record<string, string>> = {
    'scheduled-time': scheduledTime,
    'execution-id': randomBytes(8).toString('hex'),
    'attempt-number': String(attempt),
    'schedule-arn': arn,
  };
  const text = schedule.input.replaceAll(attributes, (_, name) => values[name] ?? '');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigurationError(`the input of schedule ${schedule.name} is not JSON, which Lambda needs`, {
      cause,
    });
  }
}

function scheduleArn({ name, targetArn, groupArn }: ScheduleDefinition): string {
  const [, partition, , region, account] = targetArn.split(':');
  const group = groupArn ?? `arn:${partition}:scheduler:${region}:${account}:schedule-group/default`;
  return `${group.replace(':schedule-group/', ':schedule/')}/${name}`;
}

/** What EventBridge Scheduler sends for a schedule that has no input. */
function defaultEvent(arn: string, time: string): unknown {
  const [, , , region, account] = arn.split(':');
  const head = { version: '0', id: randomUUID(), 'detail-type': 'Scheduled Event', source: 'aws.scheduler' };
  return { ...head, account, time, region, resources: [arn], detail: '{}' };
}
