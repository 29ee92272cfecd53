import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import { faultsOf } from '../../../shared/events/faults.ts';

const properties = z.record(z.string(), z.unknown());

/** A CloudFormation template, as far as the local run reads it; the rest (outputs, rules) concerns deploying alone. */
const templateSchema = z.object({
  Parameters: z._default(z.record(z.string(), z.object({ Default: z.optional(z.unknown()) })), {}),
  Mappings: z._default(z.record(z.string(), z.record(z.string(), properties)), {}),
  Conditions: z._default(properties, {}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.optional(z.string()),
      Properties: z._default(properties, {}),
    }),
  ),
});
export type Template = z.infer<typeof templateSchema>;
export type TemplateResource = Template['Resources'][string];

/** The template from outside data; throws ConfigurationError where it is not one. */
export function parseTemplate(data: unknown): Template {
  const parsed = templateSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [fault] = faultsOf(parsed.error);
  throw new ConfigurationError(`The template is not CloudFormation JSON: ${fault?.path}: ${fault?.message}`, {
    cause: parsed.error,
  });
}
