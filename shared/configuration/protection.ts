import * as z from 'zod/mini';

/** How what is stored is encrypted. */
export const encryption = z.strictObject({
  /** Whether all that is stored is encrypted with a key of the account's own, in place of the keys of AWS. */
  customerKey: z._default(z.boolean(), false),
});

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
