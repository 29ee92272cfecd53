import { writeFileSync } from 'node:fs';
import { configurationJsonSchema, jsonSchemaPath } from './environments/configuration-json-schema.ts';
import { eventsJsonSchema, eventsSchemaPath } from './http-interface/events-json-schema.ts';
import { openApiDocument, openApiPath } from './http-interface/openapi-document.ts';

/** Writes what is generated from the schemas that the code validates by; `npm run format` runs it, and tests say whether it is current. */
writeFileSync(jsonSchemaPath, configurationJsonSchema());
writeFileSync(eventsSchemaPath, `${JSON.stringify(eventsJsonSchema(), null, 2)}\n`);
writeFileSync(openApiPath, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
