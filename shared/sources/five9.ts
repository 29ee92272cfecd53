import * as z from 'zod/mini';
import { declaredSource } from '../custom/declared-source.ts';
import { mapping } from '../custom/mapping.ts';
import { ownStates } from '../custom/own-states.ts';
import { refusing } from '../custom/refusing.ts';
import { tokenFaults, tokenSettings } from '../custom/token-proof.ts';
import { verifier } from '../custom/verifier.ts';
import type { CodeTable } from './source.ts';

/**
 * How an Event Subscription is set up. Five9 publishes neither its events nor a signature, and none was found, so that nothing
 * here is confirmed against a live account.
 */
const documentation = 'https://docs.acqueon.com/v1/docs/configure-ess';

const { in: where, name, prefix } = tokenSettings;

/** What the subscription's Auth Profile adds; a Connector can only add fields to its URL or form. */
const secret = z
  .strictObject({ in: z._default(where, 'header'), name: z._default(name, 'x-webhook-secret'), prefix })
  .check(refusing(tokenFaults));
const settings = { secret: z.prefault(secret, {}), mapping };

const declaration = z.object(settings);

/** The states of Five9's agent desktop, in the words that its own reports use: not confirmed against a live account. */
const codes: CodeTable = {
  states: {
    ...ownStates,
    Ready: { code: 'AVAIL', stateClass: 'available' },
    'Not Ready': { code: 'NOTREADY', stateClass: 'unavailable' },
    Ringing: { code: 'RING', stateClass: 'busy' },
    'On Call': { code: 'TALK', stateClass: 'busy' },
    'On Hold': { code: 'HOLD', stateClass: 'busy' },
    'After Call Work': { code: 'WRAP', stateClass: 'busy' },
    'Logged Out': { code: 'LOGOUT', stateClass: 'offline' },
  },
  reasons: {},
};

/**
 * Five9's Event Subscription Service and Connectors: the customer chooses the fields, so that the entry maps them; a shared
 * secret is all that proves the sender.
 */
export const five9 = declaredSource({
  vendor: 'five9',
  documentation,
  codes,
  settings,
  declarationOf: (entry) => {
    const declared = declaration.parse(entry);
    return { verifier: verifier.parse({ kind: 'token', ...declared.secret }), mapping: declared.mapping };
  },
});
