import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes the messages that an earlier run held when it ended visible again: nobody is left who could settle them, and
 * fauxqs 2.4.1 does not keep a visibility timeout of 0 over a restart. Columns as in its persistence.js.
 */
export function giveBackInFlight(dataDir: string): void {
  const file = join(dataDir, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  } finally {
    database.close();
  }
}
