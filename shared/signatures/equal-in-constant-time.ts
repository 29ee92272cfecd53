import { timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same; takes equally long wherever they differ, and false (never a throw) at other lengths. */
export function equalInConstantTime(given: string, expected: string): boolean {
  const givenBytes = Buffer.from(given);
  const expectedBytes = Buffer.from(expected);
  return givenBytes.length === expectedBytes.length && timingSafeEqual(givenBytes, expectedBytes);
}
