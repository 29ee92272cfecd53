import { describe, expect, it } from 'vitest';
import { batchesOf, maxBatchBytes } from '../../../shared/ports/message-batches.ts';

describe('batchesOf', () => {
  it('keeps the order and puts ten in a batch', () => {
    const bodies = Array.from({ length: 12 }, (_, index) => String(index));
    expect(batchesOf(bodies)).toEqual([bodies.slice(0, 10), bodies.slice(10)]);
  });

  it('keeps a batch within what one call may weigh, in bytes and not in characters', () => {
    const half = 'é'.repeat(maxBatchBytes / 4);
    expect(batchesOf([half, half, 'x']).map((batch) => batch.length)).toEqual([2, 1]);
  });

  it('lets a body that is too heavy for any company travel alone', () => {
    const heavy = 'x'.repeat(maxBatchBytes + 1);
    expect(batchesOf(['a', heavy, 'b'])).toEqual([['a'], [heavy], ['b']]);
  });

  it('makes no batch of nothing', () => {
    expect(batchesOf([])).toEqual([]);
  });
});
