import { CfnOutput, SecretValue, Validations } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Alias, type IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { originSecretKey, originSecretName } from '../../shared/configuration/origin-secret.ts';
import { webhookSourceNames } from './configured-sources.ts';
import { customerKey, encryptionKey } from './customer-key.ts';
import { SecretPolicy } from './secret-policy.ts';

const rotationReasons = {
  credentials:
    'The Cloud Connect password is changed by its owner at CommunityWFM; AWS has no way to rotate it.',
  token:
    'refresh-token renews it every 10 minutes; rotation of Secrets Manager runs at most every 4 hours, a token lives one.',
  source:
    'A signing secret is made and rotated at the vendor; verification takes the current and the previous one.',
};

/**
 * The secrets of a deployment, by name. They are created with empty values that are no secrets, which is why these may
 * stand in the template; operators and refresh-token fill them, and later deployments leave what they filled in alone.
 */
export class AdapterSecrets extends Construct {
  readonly credentials: Secret;
  readonly token: Secret;
  /** What CloudFront proves itself by to receive-webhook, where a firewall stands before the gateway. */
  readonly origin: Secret | undefined;
  readonly sources: readonly Secret[];
  /** Followed by a source's name, the name of the secret that holds its signing secrets. */
  readonly sourcePrefix: string;
  readonly #key: IKey | undefined;
  readonly #policies = new Map<string, SecretPolicy>();

  constructor(scope: Construct, id: string, configuration: Configuration) {
    super(scope, id);
    const prefix = `cloud-connect-adapter/${configuration.environment}`;
    this.#key = encryptionKey(this) ?? this.#noLonger();
    this.sourcePrefix = `${prefix}/source/`;
    this.credentials = this.#secret('Credentials', {
      name: `${prefix}/credentials`,
      initialValue: {},
      description:
        'The Cloud Connect user and password, filled in by an operator; only refresh-token reads it',
      reason: rotationReasons.credentials,
    });
    this.token = this.#secret('Token', {
      name: `${prefix}/token`,
      initialValue: {},
      description: 'The Cloud Connect access token, written by refresh-token',
      reason: rotationReasons.token,
    });
    if (configuration.http.firewall) this.origin = this.#origin(configuration.environment);
    this.sources = webhookSourceNames(configuration).map((source) =>
      this.#secret(`Source-${source}`, {
        name: `${this.sourcePrefix}${source}`,
        initialValue: { secrets: [] },
        description: `The signing secrets of ${source}, the current one first`,
        reason: rotationReasons.source,
      }),
    );
  }

  /** Keeps the password from everybody but refresh-token and the operators, whatever their own policies let them. */
  keepCredentialsFor(refreshToken: IRole, operators: readonly string[]): void {
    this.#policies.get('Credentials')?.denyReadingToAllBut([refreshToken.roleArn, ...operators]);
  }

  /** Named where the account's own key is retired: UpdateSecret leaves the key alone that it is told nothing of. */
  #noLonger(): IKey | undefined {
    if (!customerKey(this)) return undefined;
    return Alias.fromAliasName(this, 'KeyOfAws', 'alias/aws/secretsmanager');
  }

  #origin(environment: string): Secret {
    const secret = new Secret(this, 'Origin', {
      ...(this.#key && { encryptionKey: this.#key }),
      secretName: originSecretName(environment),
      description:
        'What CloudFront proves itself by to receive-webhook; made by the stack, and changed by nobody',
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: originSecretKey,
        passwordLength: 64,
        excludePunctuation: true,
      },
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'CloudFront has it from the template when the stack is deployed, so that both change at a deployment.',
    });
    this.#policies.set('Origin', new SecretPolicy(this, 'Origin-Policy', secret));
    return secret;
  }

  #secret(id: string, { name, initialValue, description, reason }: SecretProps): Secret {
    const secret = new Secret(this, id, {
      ...(this.#key && { encryptionKey: this.#key }),
      secretName: name,
      description,
      secretStringValue: SecretValue.unsafePlainText(JSON.stringify(initialValue)),
    });
    Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason });
    this.#policies.set(id, new SecretPolicy(this, `${id}-Policy`, secret));
    new CfnOutput(this, `${id}-Name`, { value: name, description });
    return secret;
  }
}

type SecretProps = {
  readonly name: string;
  readonly initialValue: object;
  readonly description: string;
  readonly reason: string;
};
