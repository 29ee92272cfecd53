import { describe, expect, it } from 'vitest';
import { checkAddress } from '../../../shared/receive-webhook/check-address.ts';
import { checkMediaType } from '../../../shared/receive-webhook/check-media-type.ts';
import { checkMethod } from '../../../shared/receive-webhook/check-method.ts';
import { checkSize, maxBodyBytes } from '../../../shared/receive-webhook/check-size.ts';
import { arrivalOf, fakeSource } from './sample.ts';

describe('checkAddress', () => {
  const check = (senderAddress: string | undefined, allowedIps?: string[]) => {
    const arrival = {
      ...arrivalOf(fakeSource(), allowedIps && { allowedIps }),
      ...(senderAddress && { senderAddress }),
    };
    return () => checkAddress(arrival);
  };
  const allowed = ['203.0.113.0/24', '198.51.100.7', '2001:db8:1::/48'];

  it.each([
    '203.0.113.255',
    '198.51.100.7',
    '2001:db8:1::5',
    '2001:0DB8:0001:0:0:0:0:5',
    '::ffff:203.0.113.9',
  ])('lets %s pass, which is on the list', (address) => {
    expect(check(address, allowed)).not.toThrow();
  });

  it.each([
    '203.0.114.1',
    '198.51.100.8',
    '2001:db8:2::5',
    '::ffff:203.0.114.1',
    '203.0.113.7, 203.0.114.1',
    'x',
  ])('refuses %s, which is not, naming it', (address) => {
    expect(check(address, allowed)).toThrow(
      expect.objectContaining({ code: 'address-refused', status: 403 }),
    );
    expect(check(address, allowed)).toThrow(address);
  });

  it('refuses a sender whose address nobody knows', () => {
    expect(check(undefined, allowed)).toThrow('an unknown address');
  });

  it('lets any address pass, and none, where the source has no list', () => {
    for (const address of ['192.0.2.1', undefined]) expect(check(address)).not.toThrow();
  });
});

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
