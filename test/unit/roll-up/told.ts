import type { Milestone } from '../../../shared/roll-up/contact-facts.ts';

/** `09:14:50` of one day, as the facts write it. */
export const clock = (time: string) => `2026-11-23T${time}.000Z`;

/** A milestone in few words: `09:14:50 offered support` or `09:15:10 answered @ann`, with `#leg`, `out` or `in`. */
export function told(text: string): Milestone {
  const [time = '', milestone = '', ...words] = text.split(' ');
  const fields = words.map((word) => {
    if (word.startsWith('@')) return { agentId: word.slice(1) };
    if (word.startsWith('#')) return { legId: word.slice(1) };
    if (word === 'out' || word === 'in') return { direction: word === 'out' ? 'outbound' : 'inbound' };
    return { collectionPoint: word };
  });
  return Object.assign({ at: clock(time), milestone }, ...fields) as Milestone;
}
