import type { KnownAgent } from '../../../shared/ports/known-agents.ts';
import { counted } from '../counted.ts';
import { keyOf, kinds, type Values } from '../people/kinds.ts';
import { unknownAgents } from '../people/unknown-agents.ts';
import { type Found, note, ok, warning } from './finding.ts';
import { someOf } from './in-words.ts';
import type { Check, Patient } from './patient.ts';

/** Whether the API lists people and collection points, and among them whom and what events tell of. */
export const checkPeople: Check = {
  name: 'lists',
  look: async (patient) => {
    const { deployment, command } = patient;
    const { openApi, agents, collectionPoints } = await deployment();
    // A token that is over is refresh-token's to renew: a doctor who forced it would use up what deliveries may force.
    const api = await openApi({ renews: false });
    try {
      const { accountIds } = api.settings;
      const judged = accountIds.map(async (accountId) => {
        const [people, points, seen, told] = await Promise.all([
          api.list(kinds.people, accountId),
          api.list(kinds['collection-points'], accountId),
          agents.list(accountId),
          collectionPoints.list(accountId),
        ]);
        const account = accountIds.length > 1 ? accountId : undefined;
        return judgeLists({ people, points, seen, told, account }, command);
      });
      return (await Promise.all(judged)).flat();
    } finally {
      await api.close();
    }
  },
};

export type Lists = {
  readonly people: readonly Values[];
  readonly points: readonly Values[];
  /** The agents whose activity came, and the collection points of which contacts told. */
  readonly seen: readonly KnownAgent[];
  readonly told: readonly string[];
  /** Undefined where there is but one. */
  readonly account: string | undefined;
};

export function judgeLists(
  { people, points, seen, told, account }: Lists,
  command: Patient['command'],
): readonly Found[] {
  const [of, option] = account ? [` of account ${account}`, ` --account ${account}`] : ['', ''];
  const unknown = unknownAgents(seen, people).map(({ agentId }) => agentId);
  const listed = new Set(points.map((values) => keyOf(values).trim()));
  const unlisted = told.filter((point) => !listed.has(point.trim()));
  const counts = `${counted(people.length, 'person', 'people')} and ${counted(points.length, 'collection point')}`;
  const findings = [
    ...(unknown.length > 0
      ? [
          warning(
            `${counted(unknown.length, 'agent')} whose activity came ${unknown.length === 1 ? 'is' : 'are'} not among the people listed${of}: ${someOf(unknown)}`,
            `see them with ${command(`people unknown${option}`)}, and import them as README.md#people-and-collection-points tells`,
          ),
        ]
      : []),
    ...(unlisted.length > 0
      ? [
          warning(
            `${counted(unlisted.length, 'collection point')} with contacts ${unlisted.length === 1 ? 'is' : 'are'} not among those listed${of}: ${someOf(unlisted)}`,
            `import them: ${command(`collection-points import FILE${option}`)}`,
          ),
        ]
      : []),
  ];
  if (findings.length > 0) return findings;
  if (people.length > 0 && points.length > 0)
    return [ok(`the API lists ${counts}${of}, and all that events told of`)];
  return [
    note(
      `the API lists ${counts}${of}; rows mean something at CommunityWFM only once both lists have theirs`,
      `import them: ${command(`${people.length > 0 ? 'collection-points' : 'people'} import FILE${option}`)}`,
    ),
  ];
}
