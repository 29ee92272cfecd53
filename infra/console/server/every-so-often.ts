/** The same for whoever asks within so many milliseconds; what failed is asked anew by the next. */
export function everySoOften<Value>(
  read: () => Promise<Value>,
  everyMs: number,
  now: () => number,
): () => Promise<Value> {
  let last: { readonly value: Promise<Value>; readonly atMs: number } | undefined;
  return () => {
    if (last && now() - last.atMs < everyMs) return last.value;
    const value = read();
    const own = { value, atMs: now() };
    last = own;
    value.catch(() => {
      if (last === own) last = undefined;
    });
    return value;
  };
}
