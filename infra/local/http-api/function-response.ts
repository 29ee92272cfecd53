import * as z from 'zod/mini';
import { compileWhenBusy } from '../../../shared/events/compile-when-busy.ts';

/** What the client gets. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** A text goes out as UTF-8, and in one piece with the headers. */
  readonly body: string | Buffer;
};

const structured = compileWhenBusy(
  z.object({
    statusCode: z.coerce.number().check(z.gte(100), z.lte(599)),
    headers: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
    cookies: z.optional(z.array(z.string())),
    body: z.optional(z.string()),
    isBase64Encoded: z.optional(z.boolean()),
  }),
);

/** How the body is framed is the gateway's to say. */
const framing = new Set(['connection', 'content-length', 'transfer-encoding']);

/**
 * The answer a function's result makes: with a statusCode as it says; valid JSON without one is a 200 whose body it
 * is. Undefined where it is neither, which the gateway answers with a 500.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function answerOf(payload: Buffer): HttpAnswer | undefined {
  const text = payload.toString('utf8');
  const result = parseJson(text);
  if (result === undefined) return undefined;
  if (!hasStatusCode(result)) {
    const body = typeof result === 'string' ? result : text;
    return { status: 200, headers: [['content-type', 'application/json']], body };
  }
  const parsed = structured.safeParse(result);
  if (!parsed.success) return undefined;
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = parsed.data;
  const given = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    .filter(([name]) => !framing.has(name));
  const isTyped = body === '' || given.some(([name]) => name === 'content-type');
  return {
    status: statusCode,
    headers: [
      ...(isTyped ? [] : [['content-type', 'text/plain;charset=UTF-8'] as const]),
      ...given,
      ...cookies.map((cookie) => ['set-cookie', cookie] as const),
    ],
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

/** An answer of the gateway's own. */
export function gatewayAnswer(status: number, message: string): HttpAnswer {
  return {
    status,
    headers: [['content-type', 'application/json']],
    body: JSON.stringify({ message }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller answers as the gateway does.
    return undefined;
  }
}

function hasStatusCode(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'statusCode' in result;
}
