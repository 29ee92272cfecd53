/** A median with the quartiles around it. */
export type Spread = { readonly median: number; readonly quartiles: readonly [number, number] };

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: quantileOf(values, 0.5),
    quartiles: [quantileOf(values, 0.25), quantileOf(values, 0.75)],
  };
}

/** What one side took over what the other took in the same round: what slows a whole round down is not in it. */
export function pairedRatio(ones: readonly number[], others: readonly number[]): Spread {
  if (ones.length !== others.length)
    throw new RangeError(`${ones.length} rounds cannot be paired with ${others.length}`);
  return spreadOf(ones.map((one, round) => one / (others[round] ?? Number.NaN)));
}

/** The value below which this share of the values lies, by the nearest rank. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

/** `1.52 (1.49 – 1.57)`. */
export function spreadText({ median, quartiles }: Spread, digits = 2): string {
  return `${median.toFixed(digits)} (${quartiles.map((each) => each.toFixed(digits)).join(' – ')})`;
}

/** Columns as wide as their widest cell; the first is text, the others figures. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
