import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createInput } from '../../../infra/ops/input.ts';
import { ConfigurationError } from '../../../shared/errors.ts';

/** A keyboard and the screen before it. */
function keyboard() {
  const [keys, screen] = [new PassThrough(), new PassThrough()];
  const input = createInput(Object.assign(keys, { isTTY: true }), screen);
  return { keys, input, shown: () => String(screen.read() ?? '') };
}

test('a line is asked for and shown while it is typed', async () => {
  const { keys, input, shown } = keyboard();
  const asked = input.ask('name: ');
  keys.write('ada\r');
  expect(await asked).toBe('ada');
  expect(shown()).toMatch(/name: .*ada/s);
});

test('a hidden line shows its question, and nothing of what is typed', async () => {
  const { keys, input, shown } = keyboard();
  const asked = input.ask('password: ', 'hidden');
  keys.write('correct-horse\r');
  expect(await asked).toBe('correct-horse');
  expect(shown()).toBe('password: \n');
});

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s in place of an answer ends the command', async (_name, key) => {
  const { keys, input } = keyboard();
  const asked = input.ask('password: ', 'hidden');
  keys.write(key);
  await expect(asked).rejects.toThrow(ConfigurationError);
});

test('what is piped in is read whole, characters of several bytes too', async () => {
  const pipe = new PassThrough();
  const input = createInput(pipe, new PassThrough());
  const bytes = Buffer.from('sécret\n');
  pipe.write(bytes.subarray(0, 2));
  pipe.end(bytes.subarray(2));
  expect([input.isTerminal, await input.piped()]).toEqual([false, 'sécret\n']);
});
