/** What an operator wants the bill of; what is undefined follows from the rest and the assumptions. */
export type CostRequest = {
  readonly agents: number | undefined;
  readonly eventsPerDay: number | undefined;
  readonly contactsPerDay: number | undefined;
  readonly collectionPoints: number | undefined;
  readonly eventsPerWebhook: number | undefined;
  readonly busyHours: number | undefined;
  /** How many sources, or each with its share; those of the environment, or one, where left out. */
  readonly sources: number | ReadonlyMap<string, number> | undefined;
  readonly environment: string | undefined;
  /** Take off what every account has free each month. */
  readonly freeTier: boolean;
  readonly json: boolean;
};
