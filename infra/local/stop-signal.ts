/** Resolves at the first SIGINT or SIGTERM; made before anything starts, it keeps one that comes early from orphaning it. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
