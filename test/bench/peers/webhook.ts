import { hmac } from '../../../shared/signatures/hmac.ts';

/** Signs by Standard Webhooks, the one scheme that all the servers check. */
export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const key = Buffer.from(secret.slice('whsec_'.length), 'base64');

const agents = 5000;
const firstMs = Date.parse('2026-11-23T00:00:00.000Z');

export type SignedRequest = { readonly headers: Record<string, string>; readonly body: string };

/** A state change of an agent and a second that no other request has. */
export function signedRequest(index: number, nowMs: number): SignedRequest {
  const eventTime = new Date(firstMs + Math.floor(index / agents) * 1000).toISOString();
  const event = {
    type: 'agent-activity',
    agentId: `agent-${index % agents}`,
    eventTime,
    state: 'AVAIL',
    reason: 'LUNCH',
  };
  const body = JSON.stringify(event);
  const id = `msg_${index}`;
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = hmac(key, [`${id}.${timestamp}.${body}`], { algorithm: 'sha256', encoding: 'base64' });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  return { headers, body };
}
