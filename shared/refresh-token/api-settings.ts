import * as z from 'zod/mini';
import { type Configuration, configurationSchema } from '../configuration/configuration.ts';

/**
 * An operator's question for what the deployment calls the API with. It comes by invoking refresh-token itself, which operators may
 * anyway for the sake of the token, so that their command line needs no file and is never of another version than what is deployed.
 */
export const settingsRequest = z.strictObject({ tell: z.literal('api-settings') });
export type SettingsRequest = z.infer<typeof settingsRequest>;

export const apiSettingsAnswer = z.strictObject({
  cloudConnect: configurationSchema.shape.cloudConnect,
  /** Of the sources, each once. */
  accountIds: z.array(z.string()),
});
export type ApiSettings = z.infer<typeof apiSettingsAnswer>;

/** What this deployment calls the API with; no secret is among it. */
export function apiSettings({ cloudConnect, sources }: Configuration): ApiSettings {
  const accountIds = new Set(Object.values(sources).map(({ accountId }) => accountId));
  return { cloudConnect, accountIds: [...accountIds].toSorted() };
}
