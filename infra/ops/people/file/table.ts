/** What stands in a file, whatever its format. */
export type Table = {
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
};

export type TableRow = {
  /** Where it stands, in words: `line 7`. */
  readonly place: string;
  /** In the order of the headers; undefined where the row has no such cell. */
  readonly cells: readonly (string | undefined)[];
  /** What is wrong with the row as such. */
  readonly faults: readonly string[];
};
