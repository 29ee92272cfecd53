/** A state as a vendor tells it, and the codes that Cloud Connect must show for it: written by hand, as the oracle is. */
export type State = {
  readonly word: string;
  readonly reason?: string;
  readonly activity: string;
  readonly reasonCode?: string;
};

export type Told = { readonly agentId: string; readonly atMs: number; readonly state: State };

/** A vendor as the ledger plays it. */
export type Vendor = {
  readonly name: 'zoom' | 'aircall' | 'dialpad' | 'standard';
  /** Whether its times have milliseconds, so that two changes can share a second. */
  readonly hasMilliseconds: boolean;
  /** How far its clock is ahead. */
  readonly aheadMs: number;
  readonly login: State;
  readonly logout: State;
  readonly states: readonly [State, ...State[]];
  /** The body of a webhook that tells of a state. */
  readonly write: (told: Told) => unknown;
  /** The statuses it tries again on, and its pauses between the attempts, in seconds. */
  readonly retries: { readonly on: (status: number) => boolean; readonly pausesSeconds: readonly number[] };
};

const isServerError = (status: number) => status >= 500;
const isFailure = (status: number) => status < 200 || status > 299;
const iso = (atMs: number) => new Date(atMs).toISOString();
const minutes = (count: number) => count * 60;

const zoom: Vendor = {
  name: 'zoom',
  hasMilliseconds: true,
  aheadMs: 0,
  login: { word: 'user_login', activity: 'LOGIN' },
  logout: { word: 'user_logout', activity: 'LOGOUT' },
  states: [
    { word: 'Ready', activity: 'AVAIL' },
    { word: 'Occupied', activity: 'BUSY' },
    { word: 'Not Ready', reason: 'Break', activity: 'NOTREADY', reasonCode: 'BREAK' },
    { word: 'Not Ready', reason: 'Meal', activity: 'NOTREADY', reasonCode: 'MEAL' },
    { word: 'Not Ready', activity: 'NOTREADY' },
  ],
  write: ({ agentId, atMs, state: { word, reason = '' } }) => {
    const isSession = word.startsWith('user_');
    const status = { current_status_name: word, current_sub_status_name: reason };
    const event = `contact_center.${isSession ? word : 'user_status_changed'}`;
    const object = { user_id: agentId, ...(isSession ? {} : status), date_time_ms: iso(atMs) };
    return { event, event_ts: atMs + 120, payload: { account_id: 'ledger', object } };
  },
  // https://developers.zoom.us/docs/api/webhooks/
  retries: { on: isServerError, pausesSeconds: [minutes(5), minutes(20), minutes(60)] },
};

const aircall: Vendor = {
  name: 'aircall',
  hasMilliseconds: false,
  aheadMs: 0,
  login: { word: 'connected', activity: 'LOGIN' },
  logout: { word: 'disconnected', activity: 'LOGOUT' },
  states: [
    { word: 'opened', activity: 'AVAIL' },
    { word: 'wut_start', activity: 'ACW' },
    { word: 'closed', activity: 'NOTREADY' },
    { word: 'closed', reason: 'out_for_lunch', activity: 'NOTREADY', reasonCode: 'LUNCH' },
    { word: 'closed', reason: 'on_a_break', activity: 'NOTREADY', reasonCode: 'BREAK' },
  ],
  write: ({ agentId, atMs, state: { word, reason } }) => ({
    resource: 'user',
    event: `user.${word}.v2`,
    timestamp: Math.floor(atMs / 1000),
    data: { id: Number(agentId), available: word === 'opened', ...(reason ? { substatus: reason } : {}) },
  }),
  // Fifty within twelve hours, as the vendor's help says; how they are spaced is not documented.
  retries: { on: isFailure, pausesSeconds: Array.from({ length: 50 }, () => minutes(14)) },
};

const dialpad: Vendor = {
  name: 'dialpad',
  hasMilliseconds: true,
  aheadMs: 0,
  login: { word: 'available', activity: 'AVAIL' },
  logout: { word: 'off_duty', activity: 'LOGOUT' },
  states: [
    { word: 'available', activity: 'AVAIL' },
    { word: 'occupied', activity: 'TALK' },
    { word: 'wrapup', activity: 'WRAP' },
    { word: 'busy', activity: 'BUSY' },
    { word: 'unavailable', reason: 'Lunch', activity: 'NOTREADY', reasonCode: 'LUNCH' },
  ],
  write: ({ agentId, atMs, state: { word, reason } }) => ({
    on_duty_status: word === 'off_duty' ? 'unavailable' : word,
    on_duty_status_reason: reason ?? null,
    date: atMs,
    event_timestamp: atMs + 110,
    call_center_ids: word === 'off_duty' ? [] : ['6200000000000001'],
    target: { id: agentId, type: 'user', email: `${agentId}@example.test` },
  }),
  // https://developers.dialpad.com/docs/webhook-delivery-failures, status events
  retries: { on: isServerError, pausesSeconds: [0.1, 0.2, 0.4, 0.8] },
};

/** The first-party sender, whose clock is 90 seconds fast: its times and the time it signs. */
const standard: Vendor = {
  name: 'standard',
  hasMilliseconds: true,
  aheadMs: 90_000,
  login: { word: 'LOGIN', activity: 'LOGIN' },
  logout: { word: 'LOGOUT', activity: 'LOGOUT' },
  states: [
    { word: 'AVAIL', activity: 'AVAIL' },
    { word: 'TALK', activity: 'TALK' },
    { word: 'WRAP', activity: 'WRAP' },
    { word: 'NOTREADY', reason: 'TRAINING', activity: 'NOTREADY', reasonCode: 'TRAINING' },
  ],
  write: ({ agentId, atMs, state: { word, reason } }) => ({
    type: 'agent-activity',
    agentId,
    eventTime: iso(atMs),
    state: word,
    ...(reason ? { reason } : {}),
  }),
  // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
  retries: {
    on: isFailure,
    pausesSeconds: [5, minutes(5), minutes(30), minutes(120), minutes(300), minutes(600), minutes(840)],
  },
};

export const vendors = { zoom, aircall, dialpad, standard } as const;
