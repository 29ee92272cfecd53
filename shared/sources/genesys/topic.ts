import * as z from 'zod/mini';
import type { TranslatedEvent } from '../../events/event.ts';
import { readPayload } from '../read-payload.ts';
import type { TranslationContext } from '../source.ts';

export type Reading = Pick<TranslationContext, 'settings'> & { readonly what: string };
export type Reader = (payload: unknown, reading: Reading) => readonly TranslatedEvent[];

type Topic<Shape extends z.core.$ZodLooseShape> = ReturnType<typeof topicWith<Shape>>;

/** An event of a topic: EventBridge's envelope around the body that the notification schema gives. */
export function topicWith<Shape extends z.core.$ZodLooseShape>(eventBody: Shape) {
  return z.object({ detail: z.object({ eventBody: z.object(eventBody) }) });
}

export function bodyOf<Shape extends z.core.$ZodLooseShape>(
  schema: Topic<Shape>,
  payload: unknown,
  what: string,
) {
  return readPayload(schema, payload, what).detail.eventBody;
}
