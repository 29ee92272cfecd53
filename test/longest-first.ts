import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The folders whose files take long, by what they wait for and not by their size, the longest first. */
const longest = ['faults', 'end-to-end', 'bench', 'stack', 'contract'];

/** Starts the files that take longest first, so that none of them runs on alone when all others are done. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.toSorted((left, right) => rankOf(left) - rankOf(right));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((folder) => moduleId.includes(`/test/${folder}/`));
  return rank < 0 ? longest.length : rank;
}
