import { createRandom } from './random.ts';

/** One thing that goes wrong, `offsetMs` after the day's beginning. */
export type PlannedFault = { readonly offsetMs: number } & (
  | { readonly kind: 'answers-429'; readonly count: number; readonly retryAfterSeconds: number }
  | { readonly kind: 'answers-500'; readonly count: number }
  | { readonly kind: 'times-out'; readonly count: number }
  | { readonly kind: 'drops-before-commit'; readonly count: number }
  | { readonly kind: 'drops-after-commit'; readonly count: number }
  | { readonly kind: 'refuses-tokens'; readonly count: number }
  | { readonly kind: 'expires-tokens' }
  | { readonly kind: 'refuses-refresh'; readonly count: number }
  | { readonly kind: 'restarts'; readonly forMs: number }
  | { readonly kind: 'is-gone'; readonly forMs: number }
  /** The same of the calls that take volume rows, of which there are few. */
  | { readonly kind: 'volume-answers-500'; readonly count: number }
  | { readonly kind: 'volume-drops-after-commit'; readonly count: number }
  /** A deliver-events process, between the API's answer and telling SQS. */
  | { readonly kind: 'kills-delivery' }
  /** A receive-webhook process, between SQS's answer and the vendor's. */
  | { readonly kind: 'kills-receiving' }
  /** A record-contacts process, between what it writes of contacts and their marks. */
  | { readonly kind: 'kills-recording' }
  /** A roll-up process, between SQS's answer and clearing the marks. */
  | { readonly kind: 'kills-roll-up' }
);
export type FaultKind = PlannedFault['kind'];

export const faultKinds: readonly FaultKind[] = [
  'answers-429',
  'answers-500',
  'times-out',
  'drops-before-commit',
  'drops-after-commit',
  'refuses-tokens',
  'expires-tokens',
  'refuses-refresh',
  'restarts',
  'is-gone',
  'kills-delivery',
  'kills-receiving',
  'volume-answers-500',
  'volume-drops-after-commit',
  'kills-recording',
  'kills-roll-up',
];

const minuteMs = 60_000;

/** A day's faults in order, all drawn from the seed, every kind at least once; none in the day's last tenth. */
export function planFaults(seed: number, dayMinutes: number): readonly PlannedFault[] {
  const random = createRandom(seed, 'faults');
  const dayMs = dayMinutes * minuteMs;
  const at = () => random.whole(Math.floor(dayMs * 0.05), Math.floor(dayMs * 0.9));
  const few = () => random.whole(1, 4);
  const draw: Record<FaultKind, () => PlannedFault> = {
    'answers-429': () => ({
      kind: 'answers-429',
      offsetMs: at(),
      count: few(),
      retryAfterSeconds: random.whole(5, 120),
    }),
    'answers-500': () => ({ kind: 'answers-500', offsetMs: at(), count: few() }),
    'times-out': () => ({ kind: 'times-out', offsetMs: at(), count: 1 }),
    'drops-before-commit': () => ({ kind: 'drops-before-commit', offsetMs: at(), count: few() }),
    'drops-after-commit': () => ({ kind: 'drops-after-commit', offsetMs: at(), count: few() }),
    'refuses-tokens': () => ({ kind: 'refuses-tokens', offsetMs: at(), count: few() }),
    'expires-tokens': () => ({ kind: 'expires-tokens', offsetMs: at() }),
    'refuses-refresh': () => ({ kind: 'refuses-refresh', offsetMs: at(), count: 3 }),
    restarts: () => ({ kind: 'restarts', offsetMs: at(), forMs: random.whole(1, 3) * minuteMs }),
    'is-gone': () => ({ kind: 'is-gone', offsetMs: at(), forMs: Math.floor(dayMs * 0.12) }),
    'kills-delivery': () => ({ kind: 'kills-delivery', offsetMs: at() }),
    'kills-receiving': () => ({ kind: 'kills-receiving', offsetMs: at() }),
    'volume-answers-500': () => ({ kind: 'volume-answers-500', offsetMs: at(), count: few() }),
    'volume-drops-after-commit': () => ({ kind: 'volume-drops-after-commit', offsetMs: at(), count: 1 }),
    'kills-recording': () => ({ kind: 'kills-recording', offsetMs: at() }),
    'kills-roll-up': () => ({ kind: 'kills-roll-up', offsetMs: at() }),
  };
  const often: readonly FaultKind[] = [
    'answers-429',
    'answers-500',
    'drops-after-commit',
    'drops-before-commit',
  ];
  const twice: readonly FaultKind[] = [...often, 'expires-tokens', 'kills-delivery', 'kills-receiving'];
  return [...faultKinds, ...often, ...twice]
    .map((kind) => draw[kind]())
    .toSorted((one, other) => one.offsetMs - other.offsetMs);
}
