import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { customerKey, encryptionKey } from './customer-key.ts';

/** Contacts, dead letters, the token's lease and all marks: the only state that cannot be made again, so it is hard to delete. */
export class AdapterTable extends Table {
  constructor(scope: Construct, id: string) {
    const key = encryptionKey(scope);
    // Said, not left out: what CloudFormation does with a table whose template says no more of a key is documented nowhere.
    const noLonger = customerKey(scope)?.isRetired && { encryption: TableEncryption.DEFAULT };
    super(scope, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...(key ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key } : noLonger),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
