import { missingField } from './read-payload.ts';

/**
 * The field that the configuration chose to become the AgentId or the CollectionPoint, given what the payload has by the
 * names in the source's options; throws Untranslatable where the payload lacks just that one, since another in its place
 * would be another agent.
 */
export function chosenId(choice: string, given: Readonly<Record<string, unknown>>, what: string): string {
  const id = Object.hasOwn(given, choice) ? given[choice] : undefined;
  if (typeof id === 'string' && id !== '') return id;
  throw missingField(what, choice);
}
