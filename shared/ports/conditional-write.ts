import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { Unavailable } from '../errors.ts';

/** Whether a conditional write's condition held; throws Unavailable where the table did not answer. */
export async function conditionHeld(write: Promise<unknown>, what: string): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (cause) {
    if (cause instanceof ConditionalCheckFailedException) return false;
    throw new Unavailable(`the table did not take ${what}`, { cause });
  }
}
