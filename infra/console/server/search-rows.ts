/** The function that writes rows to its log. */
const writer = 'deliver-events';

/** How its log is searched: every line of a time that holds one of these texts. */
export type SearchLogs = (
  texts: readonly string[],
  searched: { readonly fromMs: number; readonly toMs: number; readonly by: typeof writer },
) => Promise<{ readonly records: readonly { readonly message: unknown }[]; readonly isCut: boolean }>;

/** A search gives a thousand lines at most; a shorter time than this is not worth another one. */
const leastMs = 60_000;

export type Searched<Row> = { readonly rows: readonly Row[]; readonly isCut: boolean };

/**
 * The rows that lines of this kind hold, of a time however long: where one search does not give all its lines, each half
 * of the time is searched by itself. Throws Unavailable.
 */
export async function searchRows<Row>(
  kind: { readonly text: string; readonly read: (message: unknown) => readonly Row[] },
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  search: SearchLogs,
): Promise<Searched<Row>> {
  const { records, isCut } = await search([kind.text], { fromMs, toMs, by: writer });
  if (!isCut || toMs - fromMs <= leastMs)
    return { rows: records.flatMap(({ message }) => kind.read(message)), isCut };
  const middleMs = Math.floor((fromMs + toMs) / 2);
  const earlier = await searchRows(kind, { fromMs, toMs: middleMs }, search);
  const later = await searchRows(kind, { fromMs: middleMs, toMs }, search);
  return { rows: [...earlier.rows, ...later.rows], isCut: earlier.isCut || later.isCut };
}

/** What to say where nothing was found because nothing is written. */
export const noRowsWritten =
  'This deployment does not write its rows to the log: set "logs": {"rows": true} in its configuration and deploy.';
/** What to say where there was more than could be read. */
export const rowsAreCut =
  'There were more lines than the log gives at once, so that some changes are missing.';
