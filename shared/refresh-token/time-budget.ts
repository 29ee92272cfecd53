/**
 * How refresh-token spends its time. A renewal makes up to two calls to the API (a refresh that fails, then a login)
 * and stores the result; it must end within the function's timeout, because one cut off loses the token it was given.
 */
export const timeBudget = {
  apiCallMs: 9_000,
  /** Who waits for another's renewal gives up when less than this is left: too little to renew itself. */
  renewalMs: 20_000,
  /** Between two looks at what is stored: one read and one conditional write each. */
  pollEveryMs: 500,
} as const;
