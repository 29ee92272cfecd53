// Preloaded into a process of the local run: its `Date` runs SCALED_CLOCK's speed times as fast as the wall's clock from
// an instant (Unix milliseconds) on, at which it shows another, so that all processes agree on the time, and the programs
// in it are unchanged.
//
// Timers and `performance` keep the wall's time. They guard work that this machine does no faster, such as the ten seconds
// that an answer of the API may take; scaled, they would end while it is under way.
const [speed, from, startsAt] = (process.env.SCALED_CLOCK ?? '1 0 0').split(' ').map(Number);
const WallDate = Date;
const scaledNow = () => Math.floor(startsAt + (WallDate.now() - from) * speed);

class ScaledDate extends WallDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [scaledNow()] : parts));
  }

  static now() {
    return scaledNow();
  }
}

globalThis.Date = Object.defineProperty(ScaledDate, 'name', { value: 'Date' });
