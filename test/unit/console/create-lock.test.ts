import { expect, test } from 'vitest';
import { createLock, ticketMs } from '../../../infra/console/server/create-lock.ts';

function given(now?: () => number) {
  const lock = createLock('key', now);
  const admit = (query: string, cookie?: string) =>
    lock.admit({ query: new URLSearchParams(query), headers: { cookie }, port: 1 });
  const enter = (query: string) => {
    const admission = admit(query);
    return admission.kind === 'enter' ? (admission.cookie.split(';')[0] ?? '') : admission.kind;
  };
  return {
    ticket: () => lock.ticket() ?? '',
    admit,
    enter,
    look: (cookie: string) => admit('', cookie).kind,
  };
}

test('a ticket that no browser used within half a minute lets nobody in, and neither does one before the last', () => {
  let nowMs = 0;
  const { ticket, admit } = given(() => nowMs);
  const [first, second] = [ticket(), ticket()];
  expect([admit(first).kind, admit(second).kind]).toEqual(['out', 'enter']);
  const late = ticket();
  nowMs = ticketMs;
  expect([admit(late).kind, admit(late).kind]).toEqual(['out', 'out']);
  expect(admit('key=key').kind).toBe('enter');
});

test('each who enters gets a cookie of their own, which is neither the key nor the ticket and opens no door as a key', () => {
  const { ticket, enter, look } = given();
  const text = ticket();
  const cookies = [enter('key=key'), enter('key=key'), enter(text)];
  expect(new Set(cookies).size).toBe(3);
  for (const cookie of cookies) {
    expect(look(cookie)).toBe('in');
    const [name, session = ''] = cookie.split('=');
    expect(name).toBe('console-1');
    expect(session).toMatch(/^[\w-]{32}$/);
    expect(text).not.toContain(session);
    expect(enter(`key=${session}`)).toBe('out');
  }
  expect(look('console-1=key')).toBe('out');
  expect(look(`console-1=${text.slice('?key='.length)}`)).toBe('out');
});

test('a ticket that comes a second time ends the session that it gave, however late, and no other', () => {
  let nowMs = 0;
  const { ticket, admit, enter, look } = given(() => nowMs);
  const text = ticket();
  const [byKey, byTicket] = [enter('key=key'), enter(text)];
  nowMs = 100 * ticketMs;
  expect(look(byTicket)).toBe('in');
  expect(admit(text, byTicket).kind).toBe('reused');
  expect([look(byTicket), look(byKey)]).toEqual(['out', 'in']);
  expect(admit(text).kind).toBe('reused');
});
