import type { SourceConfiguration } from '../../../../shared/configuration/configuration.ts';
import { applyCodes } from '../../../../shared/deliver-events/apply-codes.ts';
import type { StateClass } from '../../../../shared/events/event.ts';
import { sources } from '../../../../shared/sources/registry.ts';
import type { CodeTable } from '../../../../shared/sources/source.ts';
import type { CodeOrigin } from '../../data.ts';

/** The code that a word gets by a source's settings as they are now, and from where. */
export type ExplainedCode = {
  readonly code?: string;
  readonly stateClass?: StateClass;
  readonly origin: CodeOrigin;
};

const noCodes: CodeTable = { states: {}, reasons: {} };

/** The class that the vendor's event told itself, which counts where no table has the state. */
type Told = { readonly stateClass?: StateClass | undefined };

export function explainState(state: string, settings: SourceConfiguration, told: Told = {}): ExplainedCode {
  const table = sources[settings.vendor]?.codes ?? noCodes;
  const { states = {} } = settings.codes;
  const event = { state, ...(told.stateClass && { stateClass: told.stateClass }) };
  const { activity, stateClass } = applyCodes(event, table, settings.codes);
  const origins: readonly [CodeOrigin, string | undefined][] = [
    ['configuration', applyCodes({ state }, noCodes, { states }).activity],
    ['source', applyCodes({ state }, { ...table, ownCodes: false }, {}).activity],
    ['own', applyCodes({ state }, { ...noCodes, ownCodes: table.ownCodes ?? false }, {}).activity],
    ['class', stateClass],
    ['unmapped-code', settings.codes.unmappedCode],
  ];
  const [origin] = origins.find(([, found]) => found !== undefined) ?? ['none' as const];
  return { origin, ...(activity !== undefined && { code: activity }), ...(stateClass && { stateClass }) };
}

export function explainReason(reason: string, settings: SourceConfiguration): ExplainedCode {
  const table = sources[settings.vendor]?.codes ?? noCodes;
  const { reasons = {} } = settings.codes;
  const codeBy = (by: CodeTable, overrides: SourceConfiguration['codes']) =>
    applyCodes({ state: '', reason }, by, overrides).reasonCode;
  const origins: readonly [CodeOrigin, string | undefined][] = [
    ['configuration', codeBy(noCodes, { reasons })],
    ['source', codeBy({ ...table, ownCodes: false }, {})],
    ['own', codeBy({ ...noCodes, ownCodes: table.ownCodes ?? false }, {})],
  ];
  const [origin, code] = origins.find(([, found]) => found !== undefined) ?? ['none' as const, undefined];
  return { origin, ...(code !== undefined && { code }) };
}
