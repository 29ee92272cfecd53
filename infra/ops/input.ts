import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ConfigurationError } from '../../shared/errors.ts';

/** What an operator types or pipes in; an argument, so that tests need no keyboard. */
export type Input = {
  /** Whether somebody is there to be asked. */
  readonly isTerminal: boolean;
  /** The line that is typed in answer, `hidden` while it is typed; throws ConfigurationError where none is. */
  readonly ask: (question: string, manner?: 'shown' | 'hidden') => Promise<string>;
  /** Everything that is piped in. */
  readonly piped: () => Promise<string>;
};

/** Questions go to `output`, beside the result that standard output may hand on. */
export function createInput(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): Input {
  return {
    isTerminal: input.isTTY === true,
    ask: async (question, manner = 'shown') => {
      if (manner === 'shown') return await lineFrom(input, output, question);
      // What echoes a key is the same that writes the question, so that this goes before it, and all else nowhere.
      output.write(question);
      const line = await lineFrom(input, nowhere(), '');
      output.write('\n');
      return line;
    },
    piped: async () => {
      const chunks = await Array.fromAsync(input, (chunk) => Buffer.from(chunk));
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

async function lineFrom(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
): Promise<string> {
  const ended = new AbortController();
  const lines = createInterface({ input, output, terminal: true });
  // Without an end of its own a question that is broken off (Ctrl-C, Ctrl-D) would be waited for without end.
  lines.once('close', () => ended.abort());
  lines.once('SIGINT', () => lines.close());
  try {
    return await lines.question(question, { signal: ended.signal });
  } catch (cause) {
    throw new ConfigurationError('nothing was entered, and nothing was done', { cause });
  } finally {
    lines.close();
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
