/** What the functions' log lines count. */
export type LogCounts = { readonly [event: string]: number };

/** Adds up lines as they come: how often each event was logged, and the rows its lines speak of. */
export function countLogs() {
  const counts: Record<string, number> = {};
  const add = (name: string, by: number) => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  return {
    counts,
    onLine: (line: string) => {
      const message = messageIn(line);
      if (typeof message?.['event'] !== 'string') return;
      add(message['event'], Number(message['rows'] ?? 1));
      if (message['duplicates']) add('duplicates', Number(message['duplicates']));
      if (message['reason']) add(`${message['event']}: ${message['reason']}`, 1);
    },
  };
}

function messageIn(line: string): Record<string, unknown> | undefined {
  try {
    const { message } = JSON.parse(line);
    return typeof message === 'object' ? message : undefined;
  } catch {
    return undefined;
  }
}
