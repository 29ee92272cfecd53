import { expect, test } from 'vitest';
import { freshen } from '../../../infra/samples/freshen.ts';

const hourMs = 3_600_000;

test.each([
  ['in UTC', '2026-03-10T23:30:01Z', '2026-03-11T00:30:01Z'],
  ['with its written precision', '2026-03-10T09:00:00.250123Z', '2026-03-10T10:00:00.250123Z'],
  ['with its written offset', '2026-12-31T23:30:00+05:45', '2027-01-01T00:30:00+05:45'],
])('moves an ISO 8601 time %s', (_, before, after) => {
  expect(freshen(`{"at":"${before}"}`, hourMs)).toBe(`{"at":"${after}"}`);
});

test.each([
  ['with a space', 'at=2026-03-10 23:30:01', 'at=2026-03-11 00:30:01'],
  ['with a T', 'at=2026-03-10T23:30:01', 'at=2026-03-11T00:30:01'],
  ['with its written precision', 'at=2026-03-10 23:30:01.0000', 'at=2026-03-11 00:30:01.0000'],
  ['as a form writes it', 'at=2026-03-10+08%3A00%3A00&duration=5', 'at=2026-03-10+09%3A00%3A00&duration=5'],
  ['as a URI component', 'at=2026-03-10%2008%3a00%3a00&a=1', 'at=2026-03-10%2009%3a00%3a00&a=1'],
  ['in a skipped hour as in any other', 'at=2026-03-08 01:30:00', 'at=2026-03-08 02:30:00'],
])('moves the wall clock of a time without zone, %s', (_, before, after) => {
  expect(freshen(before, hourMs)).toBe(after);
});

test('keeps the offset of a time that a URL writes', () => {
  expect(freshen('at=2026-03-10T08%3A00%3A00%2B01%3A00', hourMs)).toBe(
    'at=2026-03-10T09%3A00%3A00%2B01%3A00',
  );
});

test('moves Unix times in seconds and in milliseconds', () => {
  expect(freshen('{"s":1770624618,"ms": 1770624618123}', hourMs)).toBe(
    '{"s":1770628218,"ms": 1770628218123}',
  );
});

test('moves a date with its time in the next field, over midnight', () => {
  const before =
    '{"call_date":"2026-02-28","call_time":"23:30:00",\n "user_date": "2026-03-01" , "user_time" : "05:00:00"}';
  expect(freshen(before, hourMs)).toBe(
    '{"call_date":"2026-03-01","call_time":"00:30:00",\n "user_date": "2026-03-01" , "user_time" : "06:00:00"}',
  );
});

test.each([
  ['a phone number', '"+1770624618"'],
  ['a shorter id', '990001'],
  ['a longer id', '17706246181'],
  ['digits within an id', '"TSK1770624618"'],
  ['digits within a decimal', '0.1770624618'],
  ['a number outside the years 2020 to 2039', '[1500000000,2500000000,1234567890123]'],
  ['a time outside the years 2020 to 2039', '"1999-01-01T00:00:00Z"'],
  ['a date alone', '"2026-03-10"'],
  ['a date beside the time of something else', '{"call_date":"2026-03-10","wrap_time":"09:00:00"}'],
  ['a date and time before 2020', '{"date":"1999-01-01","time":"00:00:00"}'],
  ['a time of day without seconds', '"2026-03-10 08:00"'],
  ['a time without zone outside the years 2020 to 2039', '"1999-01-01 00:00:00"'],
  ['a day that no month has', '"2026-13-10 08:00:00"'],
  ['digits that go on', '"12026-03-10 08:00:00"'],
])('leaves %s alone', (_, text) => {
  expect(freshen(text, hourMs)).toBe(text);
});

test('moves an interval by whole quarter hours only, and the times beside it by all', () => {
  const before = '{"interval" : "2026-11-23T10:15:00+01:00","asOf":"2026-11-23T09:15:00Z"}';
  expect(freshen(before, 40 * 60_000)).toBe(
    '{"interval" : "2026-11-23T10:45:00+01:00","asOf":"2026-11-23T09:55:00Z"}',
  );
});

test('moves by whole seconds, so that one instant written in two precisions stays one', () => {
  expect(freshen('["2026-03-10T09:01:22Z","2026-03-10T09:01:22.600Z",1773133282600]', 1500)).toBe(
    '["2026-03-10T09:01:23Z","2026-03-10T09:01:23.600Z",1773133283600]',
  );
});

test('moves back as well as forth', () => {
  const text = '{"interval":"2026-11-23T09:15:00Z","at":1770624618}';
  expect(freshen(freshen(text, 7 * hourMs), -7 * hourMs)).toBe(text);
});

test('moves the times of JSON that stands within in base64, and leaves a token alone', () => {
  const base64 = (json: string) => Buffer.from(json).toString('base64');
  const before = base64('{"name":"Zoë","at":1770624618}');
  expect(freshen(`{"payload": "${before}"}`, hourMs)).toBe(
    `{"payload": "${base64('{"name":"Zoë","at":1770628218}')}"}`,
  );
  expect(freshen(`"${before}.${before}.x"`, hourMs)).toBe(`"${before}.${before}.x"`);
});
