import type { InvokeFunction } from '../aws-endpoint/functions.ts';
import type { HttpApiDefinition, RouteDefinition } from '../deployment.ts';
import type { Authorizer, Decision } from '../iam/authorizer.ts';
import { RequestTooLarge } from '../lambda/errors.ts';
import { answerOf, gatewayAnswer, type HttpAnswer } from './function-response.ts';
import { type HttpRequest, type RequestIdentity, requestEvent } from './request-event.ts';
import { createRouter } from './route.ts';

export type GatewayOptions = {
  readonly api: HttpApiDefinition;
  readonly invoke: InvokeFunction;
  readonly authorizer: Pick<Authorizer, 'authorizeInvoke'>;
  /** Told why the gateway itself answered with an error. */
  readonly onFault?: (fault: { routeKey: string; reason: string }) => void;
};

const internalError = gatewayAnswer(500, 'Internal Server Error');

/** What the HTTP API answers to a request: what the function says, or the gateway's own words where it cannot. */
export type AnswerRequest = (request: HttpRequest, identity: RequestIdentity) => Promise<HttpAnswer>;

export function createGateway(options: GatewayOptions): AnswerRequest {
  const { api, onFault = () => {} } = options;
  const matchRoute = createRouter(api.routes);
  // As long as a deployment runs, its permissions are the same.
  const decisions = new Map<RouteDefinition, Decision>();
  const decisionOf = (route: RouteDefinition) => {
    const decision = decisions.get(route) ?? authorizeRoute(route, options);
    decisions.set(route, decision);
    return decision;
  };
  return async (request, identity) => {
    const [path = '/'] = request.target.split('?', 1);
    if (!isDecodable(path)) return gatewayAnswer(400, 'Bad Request');
    const matched = matchRoute(request.method, path);
    if (!matched) return gatewayAnswer(404, 'Not Found');
    const { routeKey } = matched.route;
    const decision = decisionOf(matched.route);
    if (!decision.allowed) {
      onFault({ routeKey, reason: decision.message });
      return internalError;
    }
    const event = requestEvent(request, matched, { api, ...identity });
    try {
      return await invokeInTime(matched.route, event, options);
    } catch (error) {
      onFault({ routeKey, reason: String(error) });
      // Lambda takes 6 MB, the gateway 10; that what lies between is answered like what lies above is inferred.
      return error instanceof RequestTooLarge
        ? gatewayAnswer(413, 'Request Entity Too Large')
        : internalError;
    }
  };
}

/** Whether the function lets the gateway in. */
function authorizeRoute(
  { routeKey, functionArn }: RouteDefinition,
  { api, authorizer }: Pick<GatewayOptions, 'api' | 'authorizer'>,
): Decision {
  return authorizer.authorizeInvoke({
    functionArn,
    service: 'apigateway.amazonaws.com',
    sourceArn: `${api.arn}/$default/${routeKey.replace(' /', '/')}`,
  });
}

/** Lambda goes on where the gateway stops waiting. */
async function invokeInTime(
  route: RouteDefinition,
  event: unknown,
  { invoke, onFault = () => {} }: GatewayOptions,
): Promise<HttpAnswer> {
  const { routeKey, functionArn, timeoutMs = 30_000 } = route;
  const invocation = invoke(functionArn, Buffer.from(JSON.stringify(event)), 'RequestResponse');
  const result = await withinTime(invocation, timeoutMs);
  if (!result) {
    invocation.catch((error: unknown) => onFault({ routeKey, reason: String(error) }));
    onFault({ routeKey, reason: `the function took more than ${timeoutMs} ms` });
    return gatewayAnswer(503, 'Service Unavailable');
  }
  const answer = result.functionError ? undefined : answerOf(result.payload);
  if (answer) return answer;
  const why = result.functionError ? 'the function failed' : 'the function returned no valid response';
  onFault({ routeKey, reason: `${why}: ${result.payload.toString('utf8').slice(0, 500)}` });
  return internalError;
}

/** What the promise gives; undefined where that takes longer. */
function withinTime<Value>(promise: Promise<Value>, timeoutMs: number): Promise<Value | undefined> {
  const { promise: first, resolve, reject } = Promise.withResolvers<Value | undefined>();
  const timer = setTimeout(resolve, timeoutMs, undefined);
  const settledBy =
    <Given>(settle: (given: Given) => void) =>
    (given: Given) => {
      clearTimeout(timer);
      settle(given);
    };
  promise.then(settledBy(resolve), settledBy(reject));
  return first;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
