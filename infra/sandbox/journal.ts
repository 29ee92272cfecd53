/** How many requests are remembered. */
const LENGTH = 200;

/** One request to the API; no token, password or row. */
export type JournalEntry = {
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** The documented call, where the path is one. */
  readonly call: string | null;
  /** Null where the connection was cut instead. */
  readonly status: number | null;
  readonly rows: number;
  readonly durationMs: number;
  /** What the caller named the request by in `x-request-id`; null where it did not. */
  readonly requestId: string | null;
  readonly outcome: string;
};

export type Journal = { add(entry: JournalEntry): void; entries(): readonly JournalEntry[] };

/** Remembers the last requests, oldest first. */
export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  return {
    add: (entry) => {
      entries.push(entry);
      if (entries.length > LENGTH) entries.shift();
    },
    entries: () => entries,
  };
}
