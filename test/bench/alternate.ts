/** Measures one side once; how much of what is the bench's to say. */
export type Measure = () => number | Promise<number>;

/**
 * Measures every side once a round, in reversed order every other round, so that none always finds what another left
 * behind and a slow minute of the machine falls on all of them. The rounds before the counted ones warm the code up.
 */
export async function alternate<Side extends string>(
  sides: Readonly<Record<Side, Measure>>,
  { rounds, warmUps = 0 }: { readonly rounds: number; readonly warmUps?: number },
): Promise<Readonly<Record<Side, readonly number[]>>> {
  const names = Object.keys(sides) as Side[];
  const figures = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Side, number[]>;
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await sides[name]();
      if (round >= 0) figures[name].push(figure);
    }
  }
  return figures;
}
