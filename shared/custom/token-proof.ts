import * as z from 'zod/mini';
import { requireToken } from '../signatures/require-token.ts';
import { parseForm } from '../sources/parse-form.ts';
import { parseJson } from '../sources/parse-json.ts';
import type { SignedWebhook, UnsignedWebhook, Webhook } from '../sources/source.ts';
import { knownPath, parseFieldPath, valueAt, withValueAt } from './field-path.ts';
import type { Proof } from './proof.ts';
import type { KeyedFault } from './refusing.ts';
import { headerNamePattern } from './signature-header.ts';

/** A shared secret comes with the webhook, and nothing is signed. */
export const tokenSettings = {
  kind: z.literal('token'),
  in: z.enum(['header', 'query', 'form', 'json']),
  /** Of the header or field; in JSON its path. */
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  /** Stands before the token in its header, as `Bearer `. */
  prefix: z.optional(z.string().check(z.minLength(1))),
} as const;
const schema = z.object(tokenSettings);
export type TokenSettings = z.infer<typeof schema>;

/** What cannot be, each with the key that it stands at. */
export function tokenFaults(settings: Omit<TokenSettings, 'kind'>): readonly KeyedFault[] {
  const { in: where, name, prefix } = settings;
  const faults: (KeyedFault | false)[] = [
    where === 'header' && !headerNamePattern.test(name) && ['name', 'must be the name of a header'],
    where === 'json' && !parseFieldPath(name) && ['name', 'must be a path, such as $.secret'],
    where !== 'header' && prefix !== undefined && ['prefix', 'stands before a token in a header only'],
  ];
  return faults.filter((fault) => fault !== false);
}

export function tokenProof(settings: TokenSettings): Proof {
  const where = `the token ${settings.name} (${settings.in})`;
  const { find, put } = placeOf(settings);
  return {
    toleranceSeconds: null,
    verify: (webhook, trust) => requireToken(find(webhook), trust.secrets, where),
    sign: (unsigned, { secret }) => put(unsigned, secret),
    secretFrom: (random) => random.toString('hex'),
    secretIsOurs: true,
  };
}

type Place = {
  readonly find: (webhook: Webhook) => string | undefined;
  readonly put: (unsigned: UnsignedWebhook, token: string) => SignedWebhook;
};

function placeOf(settings: TokenSettings): Place {
  switch (settings.in) {
    case 'header':
      return inHeader(settings);
    case 'query':
      return {
        find: ({ queryString }) => single(Buffer.from(queryString), settings.name),
        put: (unsigned, token) => ({ ...unsigned, queryString: pair(settings.name, token) }),
      };
    case 'form':
      return {
        find: ({ body }) => single(body, settings.name),
        put: ({ headers, body }, token) => ({
          headers,
          body: Buffer.from([body.toString(), pair(settings.name, token)].filter(Boolean).join('&')),
        }),
      };
    case 'json':
      return inJson(settings);
  }
}

function inHeader({ name, prefix = '' }: TokenSettings): Place {
  const header = name.toLowerCase();
  return {
    find: ({ headers }) => {
      const value = Object.hasOwn(headers, header) ? headers[header] : undefined;
      return value?.startsWith(prefix) ? value.slice(prefix.length) : undefined;
    },
    put: ({ headers, body }, token) => ({ headers: { ...headers, [header]: prefix + token }, body }),
  };
}

function inJson({ name }: TokenSettings): Place {
  const path = knownPath(name);
  return {
    find: ({ body }) => {
      const payload = parseJson(body);
      const token = valueAt({ payload, item: payload }, path);
      return typeof token === 'string' ? token : undefined;
    },
    put: ({ headers, body }, token) => ({
      headers,
      body: Buffer.from(JSON.stringify(withValueAt(parseJson(body), path.steps, token))),
    }),
  };
}

/** A name that comes twice names nothing, since senders and we could each mean another. */
function single(form: Buffer, wanted: string): string | undefined {
  const found = parseForm(form).filter(([name]) => name === wanted);
  return found.length === 1 ? found[0]?.[1] : undefined;
}

function pair(name: string, value: string): string {
  return new URLSearchParams([[name, value]]).toString();
}
