import type { Manner } from '../command.ts';

export type TraceCommand = Manner & {
  readonly subject: 'trace';
  /** Of a webhook, an event, a dead letter or a request to the API. */
  readonly id: string;
  /** So many milliseconds back the logs are searched, or from this instant on. */
  readonly since: { readonly agoMs: number } | { readonly from: string };
};
