import * as z from 'zod/mini';

/** How what is stored is encrypted. */
export const encryption = z.strictObject({
  /**
   * Whether all that is stored is encrypted with a key of the account's own, in place of the keys of AWS. `retired` encrypts nothing new
   * with it, and keeps it with all that may use it: before the first time, so that a roll-back takes it from nobody, and at the end, until
   * what it has encrypted is gone.
   */
  customerKey: z._default(z.union([z.boolean(), z.literal('retired')]), false),
});
export type CustomerKeySetting = z.infer<typeof encryption>['customerKey'];

/** A role or a user, `*` standing for any run of characters, as in the names of IAM Identity Center's roles. */
const principalArn = z
  .string()
  .check(
    z.regex(
      /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@*/-]+$/,
      'must be the ARN of an IAM role or user, such as arn:aws:iam::123456789012:role/Operators',
    ),
  );

export const operators = z.array(principalArn).check(z.minLength(1));
