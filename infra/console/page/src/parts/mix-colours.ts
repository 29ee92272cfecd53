/** The colours of the theme, by the names of the style sheet, as a canvas takes them. */
export type Colours = (name: string) => string;

/** A colour as numbers from 0 to 255. */
type Rgb = readonly [number, number, number];

/** One colour with so much (0 to 1) of another in it. */
export function mixed(one: string, other: string, share: number): string {
  const [from, to] = [rgbOf(one), rgbOf(other)];
  const parts = from.map((part, index) => Math.round(part + ((to[index] ?? part) - part) * share));
  return `rgb(${parts.join(' ')})`;
}

export function withAlpha(colour: string, alpha: number): string {
  return `rgb(${rgbOf(colour).join(' ')} / ${alpha})`;
}

function rgbOf(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
