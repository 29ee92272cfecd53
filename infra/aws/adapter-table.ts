import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { encryptionKey } from './customer-key.ts';

/** Contacts, dead letters, the token's lease and all marks: the only state that cannot be made again, so it is hard to delete. */
export class AdapterTable extends Table {
  constructor(scope: Construct, id: string) {
    const key = encryptionKey(scope);
    super(scope, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Said of AWS's key as well: an update that only takes the property out has failed, the roll-back of one that brought it too:
      // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1070
      ...(key
        ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }
        : { encryption: TableEncryption.DEFAULT }),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
