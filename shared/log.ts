/** What may stand in a log line: ids, names and counts; never a token, a secret or a customer's number. */
export type LogFields = Readonly<
  Record<string, string | number | boolean | readonly string[] | readonly object[] | undefined>
>;

/** Writes one line; `event` is kebab-case and stable, so that a filter can rely on it. */
export type Log = (level: 'info' | 'warn' | 'error', event: string, fields?: LogFields) => void;

/** Lambda's JSON logging puts the object under `message` and adds time, level and request id. */
export const log: Log = (level, event, fields = {}) => {
  console[level]({ event, ...fields });
};
