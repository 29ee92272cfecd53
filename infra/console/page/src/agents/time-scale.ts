/** Where an instant lies on a line that is so many pixels wide. */
export function xOf(
  atMs: number,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  { width }: { readonly width: number },
): number {
  return ((atMs - fromMs) / (toMs - fromMs)) * width;
}

const minuteMs = 60_000;
const steps = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * minuteMs);

/** Round times with at least so many pixels between them. */
export function ticksOf(fromMs: number, toMs: number, width: number, apart = 84): readonly number[] {
  const step = steps.find((each) => (each / (toMs - fromMs)) * width >= apart) ?? 1440 * minuteMs;
  const first = Math.ceil(fromMs / step) * step;
  const count = Math.max(0, Math.floor((toMs - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}
