/** The bytes a record takes in the event, what its service and Lambda say about it included. */
export function recordBytes(record: unknown): number {
  return Buffer.byteLength(JSON.stringify(record)) + 1;
}
