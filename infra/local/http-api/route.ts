import type { RouteDefinition } from '../deployment.ts';

export type MatchedRoute = {
  readonly route: RouteDefinition;
  /** Decoded, as the event carries them. */
  readonly pathParameters: Readonly<Record<string, string>>;
};

/**
 * The route API Gateway would choose: a full match before a greedy path variable before `$default`; the method itself
 * before ANY, literal segments before variables.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function matchRoute(
  routes: readonly RouteDefinition[],
  method: string,
  path: string,
): MatchedRoute | undefined {
  const matches = routes.flatMap((route) => {
    const [routeMethod = '', routePath] = route.routeKey.split(' ');
    if (routePath === undefined) return [];
    if (routeMethod !== 'ANY' && routeMethod !== method) return [];
    const pathParameters = matchPath(routePath, path);
    return pathParameters ? [{ route, pathParameters, rank: rankOf(routeMethod, routePath) }] : [];
  });
  const [best] = matches.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  return best ?? (fallback && { route: fallback, pathParameters: {} });
}

function matchPath(routePath: string, path: string): Record<string, string> | undefined {
  const parts = segments(path);
  const parameters: Record<string, string> = {};
  for (const [index, expected] of segments(routePath).entries()) {
    const [, variable, greedy] = /^\{(.+?)(\+?)\}$/.exec(expected) ?? [];
    const actual = greedy ? parts.slice(index).join('/') : parts[index];
    if (variable === undefined && actual !== expected) return undefined;
    if (variable === undefined) continue;
    if (!actual) return undefined;
    parameters[variable] = decodeURIComponent(actual);
    if (greedy) return parameters;
  }
  return parts.length === segments(routePath).length ? parameters : undefined;
}

/** Sorts first what is chosen first: segment by segment literals, variables, greedy variables; then the method. */
function rankOf(method: string, routePath: string): string {
  const kinds = segments(routePath).map((segment) =>
    segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0',
  );
  return `${kinds.includes('2') ? '1' : '0'} ${kinds.join('')} ${method === 'ANY' ? '1' : '0'}`;
}

function segments(path: string): string[] {
  return path.replace(/^\//, '').split('/');
}
