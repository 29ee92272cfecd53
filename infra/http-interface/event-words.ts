/** What the JSON Schema says of an event, and of those of its fields that their names do not explain. */
export type EventWords = { readonly title: string; readonly fields: Readonly<Record<string, string>> };

const identity = 'Yours, the same whenever the event is sent again; made of its content where left out.';
const leg = 'Tells the parts of several agents in one contact apart.';

export const eventWords: Readonly<Record<string, EventWords>> = {
  'agent-activity': {
    title: 'An agent’s state, from a time on',
    fields: {
      id: identity,
      agentId: 'The login id by which CommunityWFM knows the agent.',
      state: 'Your word for the state; one of at most 10 characters is its own code.',
      reason: 'Your word for the reason; one of at most 10 characters is its own code.',
      stateClass: 'Whose code an unknown state takes.',
    },
  },
  'contact-milestone': {
    title: 'Something that happened to a contact',
    fields: { id: identity, collectionPoint: 'The queue that it was offered to.', legId: leg },
  },
  'contact-summary': {
    title: 'What a contact was, told at its end; it outranks milestones',
    fields: { id: identity, legId: leg, asOf: 'Of several summaries the newest stands.' },
  },
  'call-volume': {
    title: 'A ready quarter-hour row of a collection point',
    fields: {
      id: identity,
      interval: 'The start: minute 00, 15, 30 or 45, no seconds.',
      pass: 'Said in an hour that the account’s clock repeats: the figures are of both its passes.',
      contactsNotHandled: 'All that were not, not only the abandoned.',
      talkSeconds: 'Talk and wrap-up time together.',
      holdSeconds: '0 where left out, or where talkSeconds counts it already.',
      updateExisting: 'Whether a stored row of the same key is replaced; true where left out.',
      asOf: 'Of several rows of one key the newest stands; the time of receipt where left out.',
    },
  },
  person: { title: 'An agent for the list of people', fields: { id: identity } },
  'collection-point': { title: 'A collection point for the list of them', fields: { id: identity } },
};
