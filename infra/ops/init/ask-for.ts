import * as z from 'zod/mini';
import type { Terminal } from '../terminal.ts';

export type Asking = Pick<Terminal, 'input' | 'print'>;

/** A line that the schema takes, asked for until it is one; undefined for an empty one that it can do without. */
export async function askFor(
  question: string,
  schema: z.core.$ZodType,
  { input, print }: Asking,
): Promise<string | undefined> {
  for (;;) {
    const answer = (await input.ask(`${question}: `)).trim();
    const parsed = z.safeParse(schema, answer === '' ? undefined : answer);
    if (parsed.success) return answer === '' ? undefined : answer;
    const [issue] = parsed.error.issues;
    print(`  ${answer === '' ? 'it is needed' : (issue?.message ?? 'it is not taken')}`);
  }
}
