import { openFront } from './front.ts';

/** The local run's gateway alone: the function behind it says yes and does nothing, so that nothing is delivered. */
const answer = { statusCode: 202, headers: { 'content-type': 'application/json' }, body: '{"accepted":1}' };
await openFront(async (_, payload) => {
  JSON.parse(payload.toString('utf8'));
  return { payload: Buffer.from(JSON.stringify(answer)) };
});
