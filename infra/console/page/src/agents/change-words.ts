import type { ChangeFlag, Fact, StateChange } from '../../../data.ts';
import { delay } from '../words.ts';

/** What a flag says, in a few words. */
export const flagWords: Readonly<Record<ChangeFlag, string>> = {
  late: 'Late: it came in well after it happened.',
  collapsed: 'Collapsed: another change of the same second stands in its place.',
  duplicate: 'Known already: the API had it from before.',
  refused: 'A dead letter: it has no code, or was refused.',
};

/** How long each hop took: from the vendor to us, and from us to the API's yes, or to the dead letters. */
export function hopsOf({ at, receivedAt, acceptedAt, flags }: StateChange): readonly Fact[] {
  const between = (label: string, from: string | undefined, to: string | undefined) =>
    from === undefined || to === undefined
      ? []
      : [{ label, value: delay(Date.parse(to) - Date.parse(from)) }];
  return [
    ...between('happened → received', at, receivedAt),
    ...between(`received → ${flags.includes('refused') ? 'set aside' : 'accepted'}`, receivedAt, acceptedAt),
    ...(receivedAt === undefined ? between('happened → accepted', at, acceptedAt) : []),
  ];
}
