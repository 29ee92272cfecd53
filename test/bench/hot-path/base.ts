import { createHmac, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** The least that any receiver does: the HMAC over the bytes as they came, compared in constant time, and the parsed body. */
export function hmacAndParse(
  { body = '', isBase64Encoded }: APIGatewayProxyEventV2,
  secret: string,
  expected: Buffer,
) {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const digest = createHmac('sha256', secret).update(bytes).digest();
  if (!timingSafeEqual(digest, expected)) throw new Error('the digest is another');
  const text = bytes.toString('utf8');
  return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : new URLSearchParams(text);
}

export function digestOf({ body = '', isBase64Encoded }: APIGatewayProxyEventV2, secret: string): Buffer {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return createHmac('sha256', secret).update(bytes).digest();
}
