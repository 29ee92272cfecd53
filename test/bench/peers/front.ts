import type { InvokeFunction } from '../../../infra/local/aws-endpoint/functions.ts';
import { openHttpApi } from '../../../infra/local/http-api.ts';
import { createAuthorizer } from '../../../infra/local/iam/authorizer.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:receive-webhook';
const api = {
  id: 'bench',
  arn: 'arn:aws:execute-api:us-east-1:000000000000:bench',
  routes: [{ routeKey: 'ANY /webhooks/{source}', functionArn, payloadFormatVersion: '2.0' }],
};
const permission = { functionArn, principal: 'apigateway.amazonaws.com', sourceArn: `${api.arn}/*/*` };

/** The local run's gateway with a function behind it, permissions and all; tells the bench where it listens. */
export async function openFront(invoke: InvokeFunction): Promise<void> {
  const front = await openHttpApi(0);
  const authorizer = createAuthorizer({ roles: [], queues: [], secrets: [], permissions: [permission] });
  front.serve({ api, authorizer, invoke });
  process.send?.({ url: `${front.url}/webhooks/standard` });
}
