import { CsvError, type Options, parse } from 'csv-parse/sync';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../../../shared/errors.ts';
import type { Kind } from '../kinds.ts';
import { recognized } from './match-headers.ts';
import type { Table, TableRow } from './table.ts';

const records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

const delimiters = [',', ';', '\t'] as const;

const options: Options = {
  info: true,
  record_delimiter: '\n',
  // Told row by row, with what the file calls its place.
  relax_column_count: true,
  skip_empty_lines: true,
};

/** The rows of a CSV file whose first line names its columns; throws ConfigurationError where it is no CSV. */
export function readCsv(given: string, name: string, kind: Kind): Table {
  // Files that were edited on several systems have several ends of line, and csv-parse counts one in quotes twice.
  const text = given.replace(/\r\n?/g, '\n');
  const delimiter = delimiterOf(text, kind);
  try {
    const [header, ...rest] = records.parse(parse(text, { ...options, delimiter }));
    const headers = header?.record ?? [];
    const rows = rest.filter(({ record }) => record.some((cell) => cell.trim() !== ''));
    return { headers, rows: rows.map(({ record, info }) => rowOf(record, info.lines, headers)) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ConfigurationError(`${name} is no CSV: ${error.message}`, { cause: error });
  }
}

/** The one by which the first line names the most columns; a comma where none does. */
function delimiterOf(text: string, kind: Kind): string {
  const columnsBy = (delimiter: string) => {
    try {
      const [header] = records.parse(parse(text, { ...options, delimiter, to: 1 }));
      return recognized(header?.record ?? [], kind);
    } catch (error) {
      // By a wrong delimiter, what stands in quotes may be none.
      if (error instanceof CsvError) return 0;
      throw error;
    }
  };
  const [best = ','] = delimiters.toSorted((one, other) => columnsBy(other) - columnsBy(one));
  return best;
}

function rowOf(cells: readonly string[], lastLine: number, headers: readonly string[]): TableRow {
  const breaks = cells.join('').match(/\n/g)?.length ?? 0;
  const isTooLong = cells.slice(headers.length).some((cell) => cell.trim() !== '');
  const fault = `has ${cells.length} cells for ${headers.length} columns: a cell with a delimiter in it must stand in quotes`;
  return { place: `line ${lastLine - breaks}`, cells, faults: isTooLong ? [fault] : [] };
}
