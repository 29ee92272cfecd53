import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { CustomerKeySetting } from '../../shared/configuration/protection.ts';
import { encryptionKey } from './customer-key.ts';

type AdapterTableProps = {
  /** Undefined where the deployment never spoke of a key: then the table's encryption is left as it is. */
  readonly customerKey: CustomerKeySetting | undefined;
};

/** Contacts, dead letters, the token's lease and all marks: the only state that cannot be made again, so it is hard to delete. */
export class AdapterTable extends Table {
  constructor(scope: Construct, id: string, { customerKey }: AdapterTableProps) {
    super(scope, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...encryptionOf(encryptionKey(scope), customerKey),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

/**
 * Once a deployment has spoken of a key, AWS's own is named in words as well: an update that only takes the property out has failed, the
 * roll-back of one that brought it too: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1070
 */
function encryptionOf(key: Key | undefined, setting: CustomerKeySetting | undefined): Partial<TableProps> {
  if (key) return { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key };
  return setting === undefined ? {} : { encryption: TableEncryption.DEFAULT };
}
