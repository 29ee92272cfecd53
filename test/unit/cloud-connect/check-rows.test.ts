import { describe, expect, test } from 'vitest';
import type { InsertCall } from '../../../shared/cloud-connect/calls.ts';
import { checkAccountId, checkRows } from '../../../shared/cloud-connect/check-rows.ts';
import { InvalidRow } from '../../../shared/cloud-connect/errors.ts';
import type { Row } from '../../../shared/cloud-connect/rows.ts';
import { sampleVolume as volume } from './sample-volume.ts';

const activity = { AgentId: '4', EventTime: '10/20/2020 2:13:12', Activity: 'notready', ReasonCode: '1' };
const person = { AgentId: '2', FirstName: 'Joe', LastName: 'Doe' };
const point = { CollectionPointId: '1', Description: 'Collection Point 1' };

/** The error of checking rows, the last of them changed. */
function fault(call: InsertCall, row: object, change: Record<string, unknown>): unknown {
  try {
    return checkRows(call, [row, { ...row, ...change }] as Row[]);
  } catch (error) {
    return error;
  }
}

test.each([
  ['bulkInsertAgentActivity', activity],
  ['bulkInsertCallVolume', volume],
  ['bulkInsertPeople', person],
  ['insertPerson', person],
  ['bulkInsertCollectionPoints', point],
  ['insertCollectionPoint', point],
] as const)("accepts the API's own sample of %s", (call, row) => {
  expect(checkRows(call, [row])).toBeUndefined();
});

describe.each([
  ['bulkInsertAgentActivity', activity, 'AgentId', 50],
  ['bulkInsertAgentActivity', activity, 'Activity', 10],
  ['bulkInsertAgentActivity', activity, 'ReasonCode', 10],
  ['bulkInsertCallVolume', volume, 'CollectionPoint', 50],
  ['bulkInsertPeople', person, 'AgentId', 50],
  ['bulkInsertPeople', person, 'FirstName', 20],
  ['insertPerson', person, 'LastName', 20],
  ['bulkInsertCollectionPoints', point, 'CollectionPointId', 50],
  ['insertCollectionPoint', point, 'Description', 255],
] as const)('$0 $2', (call, row, field, limit) => {
  test(`${field} may have ${limit} UTF-16 code units`, () => {
    expect(fault(call, row, { [field]: 'é'.repeat(limit) })).toBeUndefined();
  });

  test(`${field} of one more is refused with field, length and limit`, () => {
    const error = fault(call, row, { [field]: `${'x'.repeat(limit - 1)}😀` });
    expect(error).toBeInstanceOf(InvalidRow);
    expect(error).toMatchObject({ field, limit, length: limit + 1, rowIndex: 1 });
    expect((error as Error).message).toContain(
      `${field} has ${limit + 1} characters, at most ${limit} are allowed`,
    );
  });
});

test.each([
  ['bulkInsertAgentActivity', activity, { AgentId: '' }],
  ['bulkInsertAgentActivity', activity, { EventTime: '2026-11-23T09:01:22.480Z' }],
  ['bulkInsertAgentActivity', activity, { Reason: 'x' }],
  ['bulkInsertCallVolume', volume, { UpdateExisting: 'yes' }],
  ['bulkInsertCallVolume', volume, { Interval: '10/30/2020 2:16:00' }],
  ['bulkInsertCallVolume', volume, { Interval: '10/30/2020 2:15:01' }],
  ['bulkInsertCallVolume', volume, { ContactsOffered: '-1' }],
  ['bulkInsertCallVolume', volume, { ContactsOffered: '1.5' }],
  ['bulkInsertCallVolume', volume, { ContactsOffered: '9223372036854775808' }],
  ['bulkInsertCallVolume', volume, { ContactsOffered: 5 }],
  ['bulkInsertCallVolume', volume, { TalkTime: 'NaN' }],
  ['bulkInsertCallVolume', volume, { TalkTime: '1e999' }],
  ['bulkInsertCallVolume', volume, { HoldTime: undefined }],
  ['bulkInsertCallVolume', volume, { OutboundTimeStamp: '10/30/2020' }],
  ['bulkInsertPeople', person, { FirstName: undefined }],
] as const)('$0 refuses a row with $2', (call, row, change) => {
  expect(fault(call, row, change)).toMatchObject({ code: 'invalid-row', field: Object.keys(change)[0] });
});

test('accepts the largest bigint, decimals and a row without its optional fields', () => {
  const { ReasonCode: _, ...bare } = activity;
  expect(checkRows('bulkInsertAgentActivity', [bare])).toBeUndefined();
  expect(
    fault('bulkInsertCallVolume', volume, { ContactsOffered: '9223372036854775807', TalkTime: '1.25' }),
  ).toBeUndefined();
});

test('an error message never holds the value', () => {
  const error = fault('bulkInsertAgentActivity', activity, { Activity: 'private words' });
  expect((error as Error).message).not.toContain('private');
});

test.each(['', 'one', '-1', '2147483648'])('refuses the account id %j', (id) => {
  expect(() => checkAccountId(id)).toThrow(InvalidRow);
});
