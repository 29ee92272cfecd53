/** What stands in the OpenAPI document as examples; a test holds each to its schema, and the events to the adapter itself. */
const activity = {
  type: 'agent-activity',
  agentId: '1001',
  eventTime: '2026-11-23T09:01:22.480Z',
  state: 'AVAIL',
};

export const eventExamples = {
  single: { summary: 'One state change', value: activity },
  several: {
    summary: 'Several events in one request',
    value: {
      events: [
        { ...activity, state: 'NOTREADY', reason: 'LUNCH' },
        {
          type: 'contact-milestone',
          contactId: 'c-17',
          collectionPoint: 'support',
          at: '2026-11-23T09:00:12Z',
          milestone: 'offered',
        },
      ],
    },
  },
  volume: {
    summary: 'A ready quarter-hour row',
    value: {
      type: 'call-volume',
      collectionPoint: 'support',
      interval: '2026-11-23T09:00:00Z',
      contactsOffered: 5,
      contactsNotHandled: 2,
      talkSeconds: 600,
      holdSeconds: 30,
    },
  },
};

/** What the envelope says need not stand in the data. */
const cloudEvent = {
  specversion: '1.0',
  id: 'ce-0001',
  source: '/acd/acme',
  type: 'com.example.agent-activity',
  time: '2026-11-23T09:01:22.480Z',
  datacontenttype: 'application/json',
  data: { agentId: '1001', state: 'AVAIL' },
};

export const cloudEventExamples = {
  structured: { summary: 'One event', value: cloudEvent },
};

export const batchExamples = {
  batch: { summary: 'A batch of one', value: [cloudEvent] },
};
