/** What a configuration file is to say; what is undefined was not said yet. */
export type InitRequest = {
  readonly name: string | undefined;
  readonly region: string | undefined;
  readonly baseUrl: string | undefined;
  readonly timeZone: string | undefined;
  /** Entries by the sources' names, as they are to stand in the file. */
  readonly sources: ReadonlyMap<string, SourceEntry>;
  /** Write over a file that is there. */
  readonly force: boolean;
};

export type SourceEntry = Readonly<Record<string, string>>;
