import {
  closeSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a function wrote, as a line of the file: what CloudWatch Logs would hold, and whose it is. */
export type LoggedLine = {
  readonly time: string;
  readonly level: string;
  readonly requestId?: string;
  readonly function: string;
  readonly message: unknown;
};

/** All that the functions of a local run log, in a file of JSON lines. */
export type FunctionLog = {
  readonly path: string;
  readonly write: (functionName: string, line: string) => void;
  /** What is there still, the oldest line first. */
  readonly lines: () => LoggedLine[];
  readonly close: () => void;
};

/** One file more is kept of the same size, so that a run of weeks never fills a disk. */
const defaultMaxBytes = 32 * 1024 * 1024;
const fileName = 'functions.log';

/** Opens the log in this directory, after what an earlier run left there; without one in a folder that ends with the run. */
export function openFunctionLog(directory: string | undefined, maxBytes = defaultMaxBytes): FunctionLog {
  const folder = directory ?? mkdtempSync(join(tmpdir(), 'cloud-connect-adapter-log-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileName);
  const older = `${path}.1`;
  let file = openSync(path, 'a', 0o600);
  let bytes = fstatSync(file).size;
  return {
    path,
    write: (functionName, line) => {
      const text = `${JSON.stringify(loggedLine(functionName, line))}\n`;
      const own = Buffer.byteLength(text);
      if (bytes > 0 && bytes + own > maxBytes) {
        closeSync(file);
        renameSync(path, older);
        file = openSync(path, 'a', 0o600);
        bytes = 0;
      }
      writeSync(file, text);
      bytes += own;
    },
    lines: () => [older, path].flatMap(linesIn),
    close: () => {
      closeSync(file);
      if (directory === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function linesIn(path: string): LoggedLine[] {
  return textOf(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // Nothing was written yet, or nothing old enough.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Metrics, the platform's own lines and what a library writes past the console stand there as they are. */
function loggedLine(functionName: string, line: string): LoggedLine {
  const data = objectIn(line);
  const { timestamp, level, requestId, message } = data ?? {};
  const isConsole = typeof timestamp === 'string' && typeof level === 'string';
  return {
    time: isConsole ? timestamp : new Date().toISOString(),
    level: isConsole ? level : 'INFO',
    ...(typeof requestId === 'string' && { requestId }),
    function: functionName,
    message: isConsole ? message : (data ?? line),
  };
}

function objectIn(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(line);
    return typeof data === 'object' && data !== null ? { ...data } : undefined;
  } catch {
    return undefined;
  }
}
