import type { StateChange } from '../../../data.ts';
import { type Colours, mixed } from '../parts/mix-colours.ts';

const classes = ['available', 'busy', 'unavailable', 'offline'];
/** So much darker (or, on dark ground, lighter) is each further activity of one class. */
const shade = 0.17;

export type Activity = { readonly code: string; readonly stateClass: string; readonly shade: number };

/** The activities among these changes, by class and code, each with a shade of its class that is its own. */
export function activitiesIn(
  changes: readonly Pick<StateChange, 'code' | 'stateClass'>[],
): readonly Activity[] {
  const byCode = new Map(changes.map(({ code, stateClass = 'unknown' }) => [code, stateClass]));
  const codes = [...byCode].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [...classes, 'unknown'].flatMap((stateClass) =>
    codes
      .filter(([, own]) => (classes.includes(own) ? own : 'unknown') === stateClass)
      .map(([code], index) => ({ code, stateClass, shade: index })),
  );
}

/** The colour of each activity in this theme. */
export function coloursOf(activities: readonly Activity[], colours: Colours): ReadonlyMap<string, string> {
  return new Map(
    activities.map(({ code, stateClass, shade: steps }) => [
      code,
      mixed(colours(`state-${stateClass}`), colours('text'), Math.min(3, steps) * shade),
    ]),
  );
}
