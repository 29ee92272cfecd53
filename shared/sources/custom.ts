import * as z from 'zod/mini';
import { declaredSource } from '../custom/declared-source.ts';
import { mapping } from '../custom/mapping.ts';
import { ownStates } from '../custom/own-states.ts';
import { verifier } from '../custom/verifier.ts';

/** There is no vendor to document: paths into the payload are singular queries of this specification. */
const documentation = 'https://www.rfc-editor.org/rfc/rfc9535';

const declaration = z.object({ verifier, mapping });

/** Any vendor that has no file here: its entry declares how webhooks prove their sender and what their fields mean. */
export const custom = declaredSource({
  vendor: 'custom',
  documentation,
  codes: { states: ownStates, reasons: {} },
  settings: { verifier, mapping },
  declarationOf: (entry) => declaration.parse(entry),
});
