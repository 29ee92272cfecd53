import type { CodeConfiguration } from '../configuration/configuration.ts';
import type { EventOf, StateClass } from '../events/event.ts';
import type { CodeTable } from '../sources/source.ts';

/** Activity and ReasonCode hold this many UTF-16 code units; nothing is ever cut to fit. */
const maxCodeLength = 10;

/** The codes of the four classes, for states that stand in no table; a deployment may override them. */
export const classCodes: Readonly<Record<StateClass, string>> = {
  available: 'AVAIL',
  busy: 'BUSY',
  unavailable: 'NOTREADY',
  offline: 'LOGOUT',
};

export type AppliedCodes = {
  /** Undefined where neither a table, nor the state's class, nor `unmappedCode` gives one. */
  readonly activity: string | undefined;
  readonly reasonCode: string | undefined;
  readonly stateClass: StateClass | undefined;
  /** Whether no table had it: to be counted, and shown to the operator. */
  readonly isStateUnmapped: boolean;
  readonly isReasonUnmapped: boolean;
};

/** The WFM codes of a vendor's state and reason: the deployment's entries first, then the source's own table. */
export function applyCodes(
  event: Pick<EventOf<'agent-activity'>, 'state' | 'reason' | 'stateClass'>,
  table: CodeTable,
  overrides: CodeConfiguration,
): AppliedCodes {
  const state = lookUp(overrides.states, event.state) ?? lookUp(table.states, event.state);
  const mapped = state?.code ?? ownCode(event.state, table);
  const stateClass = state?.stateClass ?? event.stateClass;
  const reasonCode = event.reason === undefined ? undefined : reasonCodeOf(event.reason, table, overrides);
  return {
    activity: mapped ?? codeOfClass(stateClass, overrides) ?? overrides.unmappedCode,
    reasonCode,
    stateClass,
    isStateUnmapped: mapped === undefined,
    isReasonUnmapped: event.reason !== undefined && reasonCode === undefined,
  };
}

function reasonCodeOf(reason: string, table: CodeTable, overrides: CodeConfiguration): string | undefined {
  return lookUp(overrides.reasons, reason) ?? lookUp(table.reasons, reason) ?? ownCode(reason, table);
}

function codeOfClass(stateClass: StateClass | undefined, overrides: CodeConfiguration): string | undefined {
  return stateClass && (overrides.classes?.[stateClass] ?? classCodes[stateClass]);
}

function ownCode(word: string, table: CodeTable): string | undefined {
  return table.ownCodes && word.length <= maxCodeLength ? word : undefined;
}

/** Vendors change the case of their words without notice, so an entry counts in any case; the exact one comes first. */
function lookUp<Entry>(
  entries: Readonly<Record<string, Entry>> | undefined,
  word: string,
): Entry | undefined {
  if (!entries) return undefined;
  if (Object.hasOwn(entries, word)) return entries[word];
  const name = Object.keys(entries).find((each) => each.toLowerCase() === word.toLowerCase());
  return name === undefined ? undefined : entries[name];
}
