import { Unavailable } from '../errors.ts';

/** The promise's value, where it comes within so many milliseconds; throws Unavailable where it does not. */
export async function within<Value>(ms: number, promise: Promise<Value>, what: string): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Unavailable(`${what} was not had in time`)),
    Math.max(ms, 0),
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
