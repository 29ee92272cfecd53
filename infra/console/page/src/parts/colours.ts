import type { Colours } from './mix-colours.ts';

/** Reads the theme as it is now; what is drawn is drawn anew when `onThemeChange` tells. */
export function readColours(): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const known = new Map<string, string>();
  const names = ['surface', 'line', 'line-strong', 'text', 'quiet', 'accent', 'bad', 'warn', ...palette];
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    known.set(name, getComputedStyle(probe).color);
  }
  probe.remove();
  return (name) => known.get(name) ?? 'gray';
}

const palette = [
  ...['available', 'busy', 'unavailable', 'offline', 'unknown'].map((state) => `state-${state}`),
  ...[1, 2, 3, 4].map((n) => `plot-${n}`),
];

/** Tells of another theme, be it the page's or the system's; returns what ends it. */
export function onThemeChange(redraw: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  addEventListener('console:theme', redraw);
  system.addEventListener('change', redraw);
  return () => {
    removeEventListener('console:theme', redraw);
    system.removeEventListener('change', redraw);
  };
}
