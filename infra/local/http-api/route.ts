import type { RouteDefinition } from '../deployment.ts';

export type MatchedRoute = {
  readonly route: RouteDefinition;
  /** Decoded, as the event carries them. */
  readonly pathParameters: Readonly<Record<string, string>>;
};

/** Finds a request's route; undefined where the API has none for it. */
export type MatchRoute = (method: string, path: string) => MatchedRoute | undefined;

type Candidate = {
  readonly route: RouteDefinition;
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly rank: string;
};

/** One part of a route's path: a literal, or a variable that takes one part or (greedy) all that is left. */
type Segment = { readonly literal: string } | { readonly variable: string; readonly isGreedy: boolean };

/**
 * The route API Gateway would choose: a full match before a greedy path variable before `$default`; the method itself
 * before ANY, literal segments before variables. The routes are read once, for requests come by the thousand.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function createRouter(routes: readonly RouteDefinition[]): MatchRoute {
  const candidates = routes.flatMap(candidateOf).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  return (method, path) => {
    const parts = segmentsOf(path);
    for (const candidate of candidates) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const pathParameters = matchPath(candidate.segments, parts);
      if (pathParameters) return { route: candidate.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}

function candidateOf(route: RouteDefinition): Candidate[] {
  const [method = '', routePath] = route.routeKey.split(' ');
  if (routePath === undefined) return [];
  const segments = segmentsOf(routePath).map((text): Segment => {
    const [, variable, greedy] = /^\{(.+?)(\+?)\}$/.exec(text) ?? [];
    return variable === undefined ? { literal: text } : { variable, isGreedy: greedy === '+' };
  });
  return [{ route, method, segments, rank: rankOf(method, segments) }];
}

function matchPath(
  segments: readonly Segment[],
  parts: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if ('literal' in segment) {
      if (parts[index] !== segment.literal) return undefined;
      continue;
    }
    const actual = segment.isGreedy ? parts.slice(index).join('/') : parts[index];
    if (!actual) return undefined;
    parameters[segment.variable] = decodeURIComponent(actual);
    if (segment.isGreedy) return parameters;
  }
  return parts.length === segments.length ? parameters : undefined;
}

/** Sorts first what is chosen first: segment by segment literals, variables, greedy variables; then the method. */
function rankOf(method: string, segments: readonly Segment[]): string {
  const kinds = segments.map((segment) => ('literal' in segment ? '0' : segment.isGreedy ? '2' : '1'));
  return `${kinds.includes('2') ? '1' : '0'} ${kinds.join('')} ${method === 'ANY' ? '1' : '0'}`;
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\//, '').split('/');
}
