import type { CodeTable } from '../source.ts';

/**
 * The words of an agent's state: the session's event types, the statuses' types (an instance's own statuses are all
 * `CUSTOM`, with their names as reasons) and the states of a contact at hand, of which an outbound one's connection is told apart.
 */
export const codes: CodeTable = {
  states: {
    LOGIN: { code: 'LOGIN', stateClass: 'unavailable' },
    LOGOUT: { code: 'LOGOUT', stateClass: 'offline' },
    ROUTABLE: { code: 'AVAIL', stateClass: 'available' },
    CUSTOM: { code: 'NOTREADY', stateClass: 'unavailable' },
    OFFLINE: { code: 'OFFLINE', stateClass: 'offline' },
    PENDING: { code: 'RING', stateClass: 'busy' },
    INCOMING: { code: 'RING', stateClass: 'busy' },
    CONNECTING: { code: 'RING', stateClass: 'busy' },
    CONNECTED: { code: 'TALK', stateClass: 'busy' },
    'OUTBOUND CONNECTED': { code: 'OUTCALL', stateClass: 'busy' },
    CONNECTED_ONHOLD: { code: 'HOLD', stateClass: 'busy' },
    ENDED: { code: 'WRAP', stateClass: 'busy' },
    MISSED: { code: 'MISSED', stateClass: 'unavailable' },
    REJECTED: { code: 'REJECTED', stateClass: 'unavailable' },
    ERROR: { code: 'ERROR', stateClass: 'unavailable' },
  },
  reasons: {},
};
