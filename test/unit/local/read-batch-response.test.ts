import { describe, expect, it } from 'vitest';
import { readBatchResponse } from '../../../infra/local/mapping/read-batch-response.ts';

const ids = new Set(['one', 'two']);

function read(text: string) {
  return readBatchResponse(Buffer.from(text), ids);
}

describe('a batch response', () => {
  it.each(['', 'null', '{}', '{"batchItemFailures":null}', '{"batchItemFailures":[]}', '{"statusCode":200}'])(
    'says that all succeeded: %s',
    (text) => {
      expect(read(text)).toEqual({ type: 'done', failed: new Set() });
    },
  );

  it('says which messages failed', () => {
    expect(read('{"batchItemFailures":[{"itemIdentifier":"two"}]}')).toEqual({
      type: 'done',
      failed: new Set(['two']),
    });
  });

  it.each([
    ['is not JSON', '{"batchItemFailures":', 'the response'],
    ['is a text', '"done"', 'the response'],
    [
      'has an empty identifier',
      '{"batchItemFailures":[{"itemIdentifier":""}]}',
      'batchItemFailures.0.itemIdentifier',
    ],
    [
      'has a null identifier',
      '{"batchItemFailures":[{"itemIdentifier":null}]}',
      'batchItemFailures.0.itemIdentifier',
    ],
    [
      'misnames the identifier',
      '{"batchItemFailures":[{"messageId":"one"}]}',
      'batchItemFailures.0.itemIdentifier',
    ],
    ['names a message of another batch', '{"batchItemFailures":[{"itemIdentifier":"three"}]}', 'three'],
    ['has no list', '{"batchItemFailures":"one"}', 'batchItemFailures'],
  ])('fails the whole batch when it %s', (_, text, named) => {
    expect(read(text)).toMatchObject({ type: 'failed', reason: expect.stringContaining(named) });
  });
});
