import { describe, expect, it } from 'vitest';
import { InvalidEvents, Untranslatable } from '../../../shared/errors.ts';
import { translatePayload } from '../../../shared/receive/translate-payload.ts';
import type { TranslationContext } from '../../../shared/sources/source.ts';
import { activity, arrivalOf, fakeSource } from '../receive-webhook/sample.ts';

const faulty = { events: [activity, { ...activity, state: '' }, { ...activity, seat: 4 }], ignored: 0 };

describe('translatePayload', () => {
  it('gives the source its settings and the time of receipt', () => {
    const contexts: TranslationContext[] = [];
    const source = fakeSource({
      translate: (_payload, context) => {
        contexts.push(context);
        return { events: [], ignored: 3 };
      },
    });
    expect(translatePayload(arrivalOf(source), {})).toEqual({ events: [], ignored: 3 });
    expect(contexts[0]?.receivedAt).toBe('2026-11-23T09:01:23.000Z');
    expect(contexts[0]?.settings.accountId).toBe('7');
  });

  it('calls a vendor’s webhook untranslatable when an event of it is not valid, and says where', () => {
    const translate = () => translatePayload(arrivalOf(), faulty);
    expect(translate).toThrow(Untranslatable);
    expect(translate).toThrow(/2 faults.*events\[1\]\.state: .*events\[2\]\.seat: is not a key of ours/);
  });

  it('tells a first-party sender all faults', () => {
    const translate = () => translatePayload(arrivalOf(fakeSource({ firstParty: true })), faulty);
    expect(translate).toThrow(InvalidEvents);
    expect(translate).toThrow(
      expect.objectContaining({
        faults: [
          { path: 'events[1].state', message: expect.any(String) },
          { path: 'events[2].seat', message: 'is not a key of ours' },
        ],
      }),
    );
  });

  it('does not hide a fault of ours from a first-party sender, who can send again', () => {
    const translate = () => {
      throw new TypeError('broken');
    };
    const source = fakeSource({ firstParty: true, translate });
    expect(() => translatePayload(arrivalOf(source), {})).toThrow(TypeError);
  });
});
