import { createHash, createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

type Call = {
  readonly url: string;
  readonly service: string;
  readonly target: string;
  readonly input: object;
};

/**
 * One call of an AWS JSON service, signed by hand (Signature Version 4) and sent over Node's own client: no retries, no
 * credentials but the environment's, no errors told apart. The floor of what a call can cost, not a way to make one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function signedRequest({ url, service, target, input }: Call): Promise<Record<string, unknown>> {
  const { env } = process;
  const body = JSON.stringify(input);
  const { host, pathname, protocol } = new URL(url);
  const at = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = at.slice(0, 8);
  const region = env['AWS_REGION'] ?? '';
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    host,
    'x-amz-date': at,
    'x-amz-security-token': env['AWS_SESSION_TOKEN'] ?? '',
    'x-amz-target': target,
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', pathname, '', lines.join(''), names, sha256(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce(
    (current: string | Buffer, part) => createHmac('sha256', current).update(part).digest(),
    `AWS4${env['AWS_SECRET_ACCESS_KEY']}`,
  );
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const credential = `${env['AWS_ACCESS_KEY_ID']}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
  const send = protocol === 'https:' ? requestHttps : requestHttp;
  return await post(send, url, { headers: { ...headers, authorization }, body });
}

/** The same without any signature. */
export async function unsignedRequest({ url, target, input }: Call): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
  return await post(requestHttp, url, { headers, body: JSON.stringify(input) });
}

async function post(
  send: typeof requestHttp,
  url: string,
  { headers, body }: { readonly headers: Record<string, string>; readonly body: string },
): Promise<Record<string, unknown>> {
  return await new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${url} answered ${response.statusCode}: ${text}`));
      });
    });
    request.end(body);
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
