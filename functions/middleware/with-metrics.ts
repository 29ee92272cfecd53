import type { Context } from 'aws-lambda';

type Handle<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

/** Publishes what an invocation measured when it ends, however it ends: an environment is frozen with what it still holds. */
export function withMetrics<Event, Answer>(
  { publish }: { readonly publish: () => void },
  handle: Handle<Event, Answer>,
): Handle<Event, Answer> {
  return async (event, context) => {
    try {
      return await handle(event, context);
    } finally {
      publish();
    }
  };
}
