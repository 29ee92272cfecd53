import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnResourcePolicy, type Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/**
 * What a secret itself says of who may use it. It grants nothing, so that a secret is used by whom an identity's own policy lets, and
 * it denies, which no such policy overrules: whoever is of another account, even if a later policy invites it, and whatever comes
 * without TLS. Writing the policy is denied to nobody, so that a mistake in it locks no administrator out.
 */
export class SecretPolicy extends Construct {
  readonly #document: PolicyDocument;

  constructor(scope: Construct, id: string, secret: Secret) {
    super(scope, id);
    this.#document = new PolicyDocument({
      statements: [
        deny('secretsmanager:*', { StringNotEquals: { 'aws:PrincipalAccount': Stack.of(this).account } }),
        deny('secretsmanager:*', { Bool: { 'aws:SecureTransport': 'false' } }),
      ],
    });
    new CfnResourcePolicy(this, 'Policy', {
      secretId: secret.secretArn,
      resourcePolicy: this.#document,
      blockPublicPolicy: true,
    });
  }

  /**
   * `principals` are ARNs of roles and users, `*` in them for anything; a session counts as the role that it assumed
   * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn).
   */
  denyReadingToAllBut(principals: readonly string[]): void {
    const { account, partition } = Stack.of(this);
    const iam = `arn:${partition}:iam::${account}`;
    // The root user is how an account is got back into; what deploys the stack reads it for CloudFormation, and could rewrite this.
    const always = [`${iam}:root`, `${iam}:role/cdk-*-cfn-exec-role-${account}-*`];
    this.#document.addStatements(
      deny('secretsmanager:GetSecretValue', {
        ArnNotLike: { 'aws:PrincipalArn': [...principals, ...always] },
      }),
    );
  }
}

function deny(action: string, conditions: Record<string, object>): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [action],
    resources: ['*'],
    conditions,
  });
}
