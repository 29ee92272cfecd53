import * as z from 'zod/mini';
import type { SecretDefinition } from '../deployment.ts';
import { generateSecret, generateSecretString } from './generate-secret-string.ts';
import type { OpenTemplate } from './open-template.ts';
import { policyDocument, statementsOf } from './policy-document.ts';

const secret = z.strictObject({
  Name: z.optional(z.string()),
  SecretString: z.optional(z.string()),
  GenerateSecretString: z.optional(generateSecretString),
  /** A key encrypts nothing that does not leave this machine. */
  KmsKeyId: z.optional(z.unknown()),
  Description: z.optional(z.unknown()),
  Tags: z.optional(z.unknown()),
});

const resourcePolicy = z.strictObject({
  SecretId: z.string(),
  ResourcePolicy: policyDocument,
  BlockPublicPolicy: z.optional(z.unknown()),
});

/** The secrets with the value the stack creates them with (a generated one differs at each reading). */
export function readSecrets(template: OpenTemplate): SecretDefinition[] {
  const policies = template.resources('AWS::SecretsManager::ResourcePolicy', resourcePolicy);
  return template.resources('AWS::SecretsManager::Secret', secret).map((resource) => {
    const { SecretString, GenerateSecretString } = resource.properties;
    const own = policies.filter(({ properties }) => properties.SecretId === resource.reference);
    return {
      logicalId: resource.logicalId,
      name: resource.name,
      arn: resource.reference,
      initialValue: SecretString ?? (GenerateSecretString ? generateSecret(GenerateSecretString) : undefined),
      policy: own.flatMap(({ logicalId, properties }) => statementsOf(properties.ResourcePolicy, logicalId)),
    };
  });
}
