const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000] as const;

/** A length of time as people say it: `40 s`, `12 min`, `3 h 20 min`, `2 days`. */
export function inWords(ms: number): string {
  if (ms < minuteMs) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < 2 * dayMs) {
    const minutes = Math.floor((ms % hourMs) / minuteMs);
    return `${Math.floor(ms / hourMs)} h${minutes > 0 ? ` ${minutes} min` : ''}`;
  }
  return `${Math.floor(ms / dayMs)} days`;
}

/** The first few, and how many more there are: `a, b and 7 more`. */
export function someOf(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
