import { describe, expect, it } from 'vitest';
import { problemDetails } from '../../../functions/middleware/problem-details.ts';
import {
  ConfigurationError,
  FrontBypassed,
  InvalidEvents,
  MethodRefused,
  SignatureRefused,
  Unavailable,
  UnknownSource,
} from '../../../shared/errors.ts';
import type { LogFields } from '../../../shared/log.ts';
import type { Answer } from '../../../shared/receive-webhook/answer.ts';
import type { Measured } from '../measured.ts';

function answerTo(error: unknown, sourceName = 'desk') {
  const lines: (LogFields & { level: string; event: string })[] = [];
  const measured: Measured[] = [];
  const middleware = problemDetails(
    (level, event, fields) => void lines.push({ level, event, ...fields }),
    (name, value, dimensions) => measured.push({ name, value, ...dimensions }),
  );
  const request = { event: {}, context: {}, internal: { sourceName }, error, response: undefined };
  middleware.onError?.(request as never);
  const answer = request.response as Answer | undefined;
  return { answer, problem: JSON.parse(answer?.body ?? 'null'), lines, measured };
}

describe('problemDetails', () => {
  it('counts a refusal by its code, and by the source where that is configured', () => {
    const refused = { name: 'WebhooksRefused', value: 1 };
    expect(answerTo(new SignatureRefused('no')).measured).toEqual([
      { ...refused, reason: 'signature-refused' },
      { ...refused, reason: 'signature-refused', source: 'desk' },
    ]);
    // Past the firewall a name may be made up as well.
    expect(JSON.stringify(answerTo(new FrontBypassed('no'), 'any-name').measured)).not.toContain('any-name');
    expect(answerTo(new UnknownSource('no'), 'any-name').measured).toEqual([
      { ...refused, reason: 'unknown-source' },
    ]);
  });

  it('counts no refusal where the failure is ours', () => {
    expect(answerTo(new Unavailable('no queue')).measured).toEqual([]);
    expect(answerTo(new TypeError('no such thing')).measured).toEqual([]);
  });

  it('answers one of our errors with its code, status and message', () => {
    const { answer, problem } = answerTo(new SignatureRefused('no signature matches'));
    expect(answer).toMatchObject({
      statusCode: 401,
      headers: { 'content-type': 'application/problem+json' },
    });
    expect(problem).toEqual({
      type: 'urn:cloud-connect-adapter:problem:signature-refused',
      title: 'Signature refused',
      status: 401,
      detail: 'no signature matches',
    });
  });

  it('logs one line, without the message, which may repeat what was sent', () => {
    const { lines } = answerTo(new UnknownSource('no'), 'x'.repeat(5000));
    expect(lines).toEqual([
      {
        level: 'warn',
        event: 'webhook-refused',
        source: 'x'.repeat(64),
        status: 404,
        code: 'unknown-source',
      },
    ]);
  });

  it('tells the methods that are allowed', () => {
    expect(answerTo(new MethodRefused('no', ['POST', 'HEAD'])).answer).toMatchObject({
      statusCode: 405,
      headers: { allow: 'POST, HEAD' },
    });
  });

  it('tells when to come back, and not what has failed', () => {
    const error = new Unavailable('queue https://sqs.example/1 down', { retryAfterSeconds: 7 });
    const { answer, lines } = answerTo(error);
    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '7' } });
    expect(answer?.body).not.toContain('sqs.example');
    expect(lines).toEqual([
      expect.objectContaining({ level: 'error', event: 'webhook-failed', code: 'unavailable', status: 503 }),
    ]);
  });

  it.each([new ConfigurationError('secret /x is empty'), new TypeError('x of undefined'), 'thrown text'])(
    'answers 500 to %s and shows nothing of it',
    (error) => {
      const { answer, lines } = answerTo(error);
      expect(answer?.statusCode).toBe(500);
      expect(answer?.body).not.toMatch(/secret|undefined|thrown/);
      expect(lines[0]?.['error']).toMatch(/secret|undefined|thrown/);
    },
  );

  it('logs the cause of a failure', () => {
    const { lines } = answerTo(new Unavailable('no', { cause: new Error('ECONNREFUSED') }));
    expect(lines[0]).toMatchObject({ error: 'Unavailable: no', cause: 'Error: ECONNREFUSED' });
  });

  it.each(['x'.repeat(5000), '\u{1f600}'.repeat(2000), '\u0000"\\'.repeat(1000)])(
    'keeps the answer within 1,024 bytes however long the message is',
    (message) => {
      const { answer, problem } = answerTo(new SignatureRefused(message));
      expect(Buffer.byteLength(answer?.body ?? '')).toBeLessThanOrEqual(1024);
      expect(problem.detail).toMatch(/…$/);
    },
  );

  it('leaves a message whole that just fits', () => {
    const around = answerTo(new SignatureRefused('')).answer?.body?.length ?? 0;
    const fits = 'x'.repeat(1024 - around);
    expect(answerTo(new SignatureRefused(fits)).problem.detail).toBe(fits);
    expect(answerTo(new SignatureRefused(`${fits}x`)).problem.detail).toMatch(/^x+…$/);
  });

  it('lists twenty faults, counts the rest and shortens what was sent', () => {
    const faults = Array.from({ length: 23 }, (_, index) => ({
      path: `events[${index}].${'k'.repeat(1000)}`,
      message: 'is not a key of ours',
    }));
    const { answer, problem } = answerTo(new InvalidEvents('23 faults', faults));
    expect(answer?.statusCode).toBe(422);
    expect(problem).toMatchObject({ detail: '23 faults', moreFaults: 3 });
    expect(problem.faults).toHaveLength(20);
    expect(problem.faults[19].path).toMatch(/^events\[19\]\.k{280,300}…$/);
  });
});
