import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpApiDefinition } from '../deployment.ts';
import type { MatchedRoute } from './route.ts';

/** An HTTP request with its body read. */
export type HttpRequest = {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly target: string;
  readonly protocol: string;
  /** Name, value, name, value ..., as they came. */
  readonly rawHeaders: readonly string[];
  readonly sourceIp: string;
  readonly body: Buffer;
};

export type RequestIdentity = { readonly requestId: string; readonly at: Date };

/**
 * The event a function gets from an HTTP API, payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function requestEvent(
  request: HttpRequest,
  { route, pathParameters }: MatchedRoute,
  { api, requestId, at }: RequestIdentity & { api: HttpApiDefinition },
): APIGatewayProxyEventV2 {
  const [path, query] = cutAt(request.target, '?');
  const { cookie, headers } = joinedHeaders(request.rawHeaders);
  headers['x-forwarded-for'] = request.sourceIp;
  headers['x-forwarded-proto'] = 'http';
  const isBase64Encoded = request.body.length > 0 && !isText(headers['content-type']);
  const domainName = headers['host'] ?? 'localhost';
  const rawPath = decodedPath(path);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(query && { queryStringParameters: queryParameters(query) }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: api.arn.split(':')[4] ?? '',
      apiId: api.id,
      domainName,
      domainPrefix: domainName.split(/[.:]/)[0] ?? '',
      http: {
        method: request.method,
        path: rawPath,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: logTime(at),
      timeEpoch: at.getTime(),
    },
    ...(request.body.length > 0 && { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/**
 * AWS documents that binary bodies come in Base64, not which types count as binary. Measured on AWS by others
 * (https://github.com/ministackorg/ministack/pull/766): text are `text/*` and these three; everything else, forms and
 * a missing type included, is Base64. A function must take both.
 */
const textTypes = new Set(['application/json', 'application/javascript', 'application/xml']);

function isText(contentType = ''): boolean {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || textTypes.has(type);
}

/**
 * Names in lower case, values of one name joined by commas; the cookies apart, which are joined by semicolons, as HTTP/2
 * requires.
 */
function joinedHeaders(rawHeaders: readonly string[]): {
  readonly headers: Record<string, string>;
  readonly cookie: string | undefined;
} {
  const headers: Record<string, string> = {};
  let cookie: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = rawHeaders[index + 1] ?? '';
    const before = name === 'cookie' ? cookie : headers[name];
    if (name === 'cookie') cookie = before === undefined ? value : `${before}; ${value}`;
    else headers[name] = before === undefined ? value : `${before},${value}`;
  }
  return { headers, cookie };
}

function cutAt(text: string, mark: string): readonly [before: string, after: string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function queryParameters(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query))
    parameters[name] = Object.hasOwn(parameters, name) ? `${parameters[name]},${value}` : value;
  return parameters;
}

/** The gateway decodes the path, yet leaves `%25` as it is, so that nothing is decoded twice. */
function decodedPath(path: string): string {
  if (!path.includes('%')) return path;
  return path
    .split(/(%25)/)
    .map((part) => (part === '%25' ? part : decodeURIComponent(part)))
    .join('');
}

/** `23/Nov/2026:09:01:22 +0000`, out of `Mon, 23 Nov 2026 09:01:22 GMT`. */
function logTime(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
