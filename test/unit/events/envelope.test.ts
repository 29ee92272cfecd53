import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Untranslatable } from '../../../shared/errors.ts';
import {
  type IdentifiedEvent,
  maxMessageBytes,
  openEnvelope,
  packEnvelopes,
} from '../../../shared/events/envelope.ts';

const provenance = { source: 'desk', accountId: '7', receivedAt: '2026-11-23T09:01:23.000Z' };

function activity(id: string, state = 'AVAIL'): IdentifiedEvent {
  return { type: 'agent-activity', id, agentId: '1001', eventTime: '2026-11-23T09:01:22.480Z', state };
}

/** A text of any UTF-16 code units: lone surrogates and noncharacters too. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.constantFrom(0xfffe, 0xffff, 0xd800, 0xdfff, 0x22, 0x5c),
    ),
    {
      minLength: 1,
      maxLength: 255,
    },
  )
  .map((units) => String.fromCharCode(...units));

const open = (bodies: readonly string[]) => bodies.flatMap(openEnvelope);

describe('packEnvelopes', () => {
  it('states once what the events of a webhook share', () => {
    const [body, ...others] = packEnvelopes(provenance, [activity('1'), activity('2')]);
    expect(others).toEqual([]);
    expect(JSON.parse(body ?? '')).toEqual({ v: 1, ...provenance, events: [activity('1'), activity('2')] });
  });

  it('makes no message of no events', () => {
    expect(packEnvelopes(provenance, [])).toEqual([]);
  });

  it('brings any text through in characters that SQS takes, in the events’ order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 20 }), (texts) => {
        const events = texts.map(([id, state]) => activity(id, state));
        const bodies = packEnvelopes(provenance, events);
        for (const body of bodies) expect(body).toMatch(/^[\x20-\x7e]+$/);
        expect(open(bodies)).toEqual(events.map((event) => ({ ...event, ...provenance })));
      }),
    );
  });

  it.each(['\ufffe', '\uffff', '\ud800', '\udc00', '\u{1f600}', '\u0000', '\u2028', '"\\'])(
    'brings %j through',
    (state) => {
      expect(open(packEnvelopes(provenance, [activity('1', state)]))).toEqual([
        { ...activity('1', state), ...provenance },
      ]);
    },
  );

  it('fills messages up to 64 KB and begins the next with the event that no longer fits', () => {
    const events = Array.from({ length: 2000 }, (_, index) => activity(String(index).padStart(8, '0')));
    const bodies = packEnvelopes(provenance, events);
    const weight = JSON.stringify(activity('00000000')).length + 1;
    expect(bodies.length).toBeGreaterThan(2);
    for (const body of bodies) expect(body.length).toBeLessThanOrEqual(maxMessageBytes);
    for (const body of bodies.slice(0, -1)) expect(body.length + weight).toBeGreaterThan(maxMessageBytes);
    expect(open(bodies)).toEqual(events.map((event) => ({ ...event, ...provenance })));
  });

  it('lets an event larger than that travel alone', () => {
    const large: IdentifiedEvent = {
      type: 'call-volume',
      id: 'v',
      collectionPoint: 'support',
      interval: '2026-11-23T09:00:00.000Z',
      contactsOffered: 0,
      contactsNotHandled: 0,
      talkSeconds: 0,
      userData1: '\ufffe'.repeat(4000),
      userData2: '\ufffe'.repeat(4000),
      userData3: '\ufffe'.repeat(4000),
    };
    const bodies = packEnvelopes(provenance, [activity('1'), large, activity('2')]);
    expect(bodies.map((body) => openEnvelope(body).map(({ id }) => id))).toEqual([['1'], ['v'], ['2']]);
  });
});

describe('openEnvelope', () => {
  it.each([
    'no JSON',
    'null',
    '[]',
    '{}',
    JSON.stringify({ v: 2, ...provenance, events: [] }),
    JSON.stringify({ v: 1, ...provenance, events: {} }),
    JSON.stringify({ v: 1, ...provenance, accountId: 7, events: [] }),
    JSON.stringify({ v: 1, ...provenance, events: [null] }),
    JSON.stringify({ v: 1, ...provenance, events: [{ type: 'person' }] }),
  ])('refuses %s', (body) => {
    expect(() => openEnvelope(body)).toThrow(Untranslatable);
  });
});
