import type { CodeTable } from '../sources/source.ts';

/** Our own words for states, so that a mapping may name them without a table; all others are the configuration's to give. */
export const ownStates: CodeTable['states'] = {
  LOGIN: { code: 'LOGIN', stateClass: 'unavailable' },
  LOGOUT: { code: 'LOGOUT', stateClass: 'offline' },
  AVAIL: { code: 'AVAIL', stateClass: 'available' },
  BUSY: { code: 'BUSY', stateClass: 'busy' },
  NOTREADY: { code: 'NOTREADY', stateClass: 'unavailable' },
  RING: { code: 'RING', stateClass: 'busy' },
  TALK: { code: 'TALK', stateClass: 'busy' },
  HOLD: { code: 'HOLD', stateClass: 'busy' },
  WRAP: { code: 'WRAP', stateClass: 'busy' },
};
