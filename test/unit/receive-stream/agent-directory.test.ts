import { expect, test } from 'vitest';
import { createAgentDirectory } from '../../../shared/receive-stream/agent-directory.ts';

test('an agent directory knows the newest name of a key', () => {
  const agents = createAgentDirectory();
  agents.learn('key', 'old');
  agents.learn('key', 'new');
  expect([agents.find('key'), agents.find('other')]).toEqual(['new', undefined]);
});

test('an agent directory forgets the one that was named longest ago where there are too many', () => {
  const agents = createAgentDirectory(2);
  for (const key of ['one', 'two', 'one', 'three']) agents.learn(key, key);
  expect(['one', 'two', 'three'].map(agents.find)).toEqual(['one', undefined, 'three']);
});
