const shortLength = 16;

/** As much of an event's id as tells it from any other: derived ids are hashes of 64 characters. */
export function shortId(id: string): string {
  return id.slice(0, shortLength).toWellFormed();
}
