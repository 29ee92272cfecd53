import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiPath } from '../../../infra/http-interface/openapi-document.ts';

type Media = { schema?: object | boolean; example?: unknown; examples?: Record<string, { value: unknown }> };
type Header = { $ref?: string; required?: boolean; schema?: object };
export type Response = {
  description: string;
  headers?: Record<string, Header>;
  content?: Record<string, Media>;
};
type Operation = {
  parameters?: { name: string; example?: unknown; schema: object }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Response>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { headers: Record<string, Header>; schemas: Record<string, object> };
};

/** The document as it is committed. */
export const openApi: Document = JSON.parse(readFileSync(openApiPath, 'utf8'));
export const operations = openApi.paths['/webhooks/{source}'] ?? {};

const id = 'openapi.json';
// The document's own words beside the schemas in it are none of JSON Schema's.
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(openApi, id);

/** Validates by a schema that stands in the document, whose references are to the document. */
export function validatorOf(schema: object | boolean): ValidateFunction {
  const within = JSON.stringify(schema).replaceAll('"#/', `"${id}#/`);
  return ajv.compile(JSON.parse(within));
}

/** What is wrong with a value; nothing where it fits. */
export function faultsBy(schema: object | boolean, value: unknown): string[] {
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

export function headerNamed({ $ref, ...header }: Header): Header {
  return $ref ? (openApi.components.headers[$ref.split('/').at(-1) ?? ''] ?? {}) : header;
}
