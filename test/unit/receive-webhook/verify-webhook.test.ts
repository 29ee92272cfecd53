import { describe, expect, it, vi } from 'vitest';
import { SignatureRefused, Unavailable, Untranslatable } from '../../../shared/errors.ts';
import { verifyWebhook } from '../../../shared/receive-webhook/verify-webhook.ts';
import { arrivalOf, fakeSource, nowMs, secret } from './sample.ts';

const secretsOf = (known: string[], afresh = known) => ({
  read: vi.fn(async () => known),
  readAgain: vi.fn(async () => afresh),
});

describe('verifyWebhook', () => {
  it('gives the payload that the bytes hold, without a second look at the secrets', async () => {
    const secrets = secretsOf(['other', secret]);
    const { payload, signer } = await verifyWebhook(arrivalOf(), secrets);
    expect(payload).toEqual({ events: [], ignored: 1 });
    expect(signer).toBe(secret);
    expect(secrets.readAgain).not.toHaveBeenCalled();
  });

  it('accepts a secret that was replaced since the last reading', async () => {
    const secrets = secretsOf(['old'], [secret, 'old']);
    const { signer } = await verifyWebhook(arrivalOf(), secrets);
    expect(signer).toBe(secret);
    expect(secrets.readAgain).toHaveBeenCalledWith('desk');
  });

  it('refuses when the secrets read again are the same, without verifying twice', async () => {
    const verify = vi.fn(() => {
      throw new SignatureRefused('stale');
    });
    await expect(verifyWebhook(arrivalOf(fakeSource({ verify })), secretsOf([secret]))).rejects.toThrow(
      'stale',
    );
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('refuses everything while there is no secret, even where the source would not', async () => {
    const source = fakeSource({ verify: () => 'anything' });
    await expect(verifyWebhook(arrivalOf(source), secretsOf([]))).rejects.toThrow(SignatureRefused);
  });

  it('refuses what breaks the verification', async () => {
    const source = fakeSource({
      verify: () => {
        throw new RangeError('broken');
      },
    });
    await expect(verifyWebhook(arrivalOf(source), secretsOf([secret]))).rejects.toThrow(SignatureRefused);
  });

  it('refuses what cannot be read while it is being verified, since nothing of it is genuine yet', async () => {
    const source = fakeSource({
      verify: () => {
        throw new Untranslatable('not JSON');
      },
    });
    await expect(verifyWebhook(arrivalOf(source), secretsOf([secret]))).rejects.toThrow(SignatureRefused);
  });

  it('passes on that genuine bytes are not readable, and does not read the secrets again for it', async () => {
    const source = fakeSource({
      parse: () => {
        throw new Untranslatable('not JSON');
      },
    });
    const secrets = secretsOf([secret], ['other']);
    await expect(verifyWebhook(arrivalOf(source), secrets)).rejects.toThrow(Untranslatable);
    expect(secrets.readAgain).not.toHaveBeenCalled();
  });

  it('says that it is unavailable, not that the signature is wrong, when the secrets cannot be read', async () => {
    const read = () => Promise.reject(new Unavailable('no secrets'));
    await expect(verifyWebhook(arrivalOf(), { read, readAgain: read })).rejects.toThrow(Unavailable);
  });

  it('gives the source the configured tolerance and public URL', async () => {
    const settings = { toleranceSeconds: 60, publicUrl: 'https://example.org/hook' };
    const verify = vi.fn(() => secret);
    await verifyWebhook(arrivalOf(fakeSource({ verify }), settings), secretsOf([secret]));
    const trust = {
      secrets: [secret],
      nowMs,
      toleranceSeconds: 60,
      settings: expect.objectContaining(settings),
    };
    expect(verify).toHaveBeenCalledWith(expect.anything(), trust);
  });
});
