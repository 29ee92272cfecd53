import { describe, expect, it } from 'vitest';
import { checkMediaType } from '../../../shared/receive-webhook/check-media-type.ts';
import { checkMethod } from '../../../shared/receive-webhook/check-method.ts';
import { checkSize, maxBodyBytes } from '../../../shared/receive-webhook/check-size.ts';

describe('checkMethod', () => {
  it('lets POST pass', () => {
    expect(() => checkMethod({ method: 'POST' }, {})).not.toThrow();
  });

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'post'])('refuses %s and tells what is allowed', (method) => {
    expect(() => checkMethod({ method }, {})).toThrow(
      expect.objectContaining({ code: 'method-refused', allowed: ['POST'] }),
    );
  });

  it('tells the methods of a source’s handshakes too, though no webhook comes by them', () => {
    expect(() => checkMethod({ method: 'HEAD' }, { handshakeMethods: ['HEAD'] })).toThrow(
      expect.objectContaining({ allowed: ['POST', 'HEAD'] }),
    );
  });
});

describe('checkSize', () => {
  it('lets a body of exactly 1 MiB pass', () => {
    expect(() => checkSize({ body: Buffer.alloc(maxBodyBytes) })).not.toThrow();
  });

  it('refuses one byte more, naming both figures', () => {
    expect(() => checkSize({ body: Buffer.alloc(maxBodyBytes + 1) })).toThrow(/1048577 bytes.*1048576/);
  });
});

describe('checkMediaType', () => {
  const source = { mediaTypes: ['application/json', 'application/x-www-form-urlencoded'] };
  const check = (type?: string) => checkMediaType({ headers: { 'content-type': type } }, source);

  it.each(['application/json', 'Application/JSON; charset=utf-8', ' application/x-www-form-urlencoded ;a=b'])(
    'lets %s pass',
    (type) => {
      expect(() => check(type)).not.toThrow();
    },
  );

  it('refuses another type, naming it and those allowed', () => {
    expect(() => check('text/plain; x=application/json')).toThrow(
      'content type text/plain is not taken here: send application/json or application/x-www-form-urlencoded',
    );
  });

  it('lets every type and none pass where the vendor documents none', () => {
    for (const type of ['text/plain', undefined])
      expect(() =>
        checkMediaType({ headers: { 'content-type': type } }, { mediaTypes: 'any' }),
      ).not.toThrow();
  });

  it.each([undefined, '', ';'])('refuses a missing type (%s)', (type) => {
    expect(() => check(type)).toThrow('a body without content type');
  });
});
