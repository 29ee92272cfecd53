/** What surrounds each consumer alike: the API, and Lambda's log. */

export const rowsPerRequest = 500;

/** An API that takes every request at once, when it is encoded as it goes over the wire. */
export async function acceptRequest(body: string): Promise<void> {
  if (Buffer.from(body).length === 0) throw new RangeError('a request without a body');
}

/** A line of the log as Lambda writes one, in JSON. */
export function writeLine(fields: object): void {
  process.stdout.write(`${JSON.stringify(fields)}\n`);
}
