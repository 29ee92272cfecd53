import { expect, test } from 'vitest';
import { parseDoctor } from '../../../../infra/ops/doctor/parse-doctor.ts';

const parse = (words: string) => parseDoctor(words.split(' '));

test('the doctor is of a deployment or of the local run', () => {
  expect(parse('doctor --environment test')).toEqual({
    target: { environment: 'test', region: undefined },
    json: false,
  });
  expect(parse('doctor --environment test --region eu-west-1 --json')).toEqual({
    target: { environment: 'test', region: 'eu-west-1' },
    json: true,
  });
  expect(parse('doctor --local http://KEY:SECRET@127.0.0.1:1234')).toEqual({
    target: { endpoint: 'http://127.0.0.1:1234', accessKeyId: 'KEY', secretAccessKey: 'SECRET' },
    json: false,
  });
});

test('what begins with another word is for others to parse', () => {
  expect(parse('trace x --environment test')).toBeUndefined();
});

test.each([
  ['doctor', 'say which deployment'],
  ['doctor --environment test --local http://K:S@127.0.0.1:1', 'say which deployment'],
  ['doctor login --environment test', 'after doctor: got "login", allowed: options only'],
  [
    'doctor --environment test --yes',
    '--yes is no option of doctor; its options are --environment, --region, --local, --json',
  ],
  ['doctor --environment test --port 1', '--port is no option of doctor'],
  ['doctor --environment test --nothing', '--nothing'],
])('%s is refused', (words, message) => {
  expect(() => parse(words)).toThrow(message);
});
