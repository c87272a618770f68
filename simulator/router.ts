import { openApi, repliesInXml, requestSchemaName } from "./openapi.js";

/** One operation of the API description with its route. */
export interface Route {
  readonly operationId: string;
  readonly method: string;
  /** The schema that the request body must satisfy; undefined when the operation takes no body. */
  readonly requestSchema: string | undefined;
  readonly repliesInXml: boolean;
  readonly segments: readonly string[];
}

/** What a request line leads to. */
export type RouteMatch =
  | { readonly kind: "found"; readonly route: Route; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: "wrongMethod" }
  | { readonly kind: "unknown" };

// The same API is also served under the console's host with this prefix.
const consolePrefix = /^\/mbsapi(?=\/)/i;
let routes: readonly Route[] | undefined;

/** Finds the operation for a method and a path without query. Paths match without regard to case. */
export function findRoute(method: string, path: string): RouteMatch {
  const segments = decodedSegments(path.replace(consolePrefix, ""));
  if (segments === undefined) return { kind: "unknown" };
  const matching = allRoutes().filter((route) => matches(route, segments));
  const found = matching.find((route) => route.method === method);
  if (found === undefined) return { kind: matching.length === 0 ? "unknown" : "wrongMethod" };
  return { kind: "found", route: found, parameters: parametersOf(found, segments) };
}

function allRoutes(): readonly Route[] {
  routes ??= Object.entries(openApi().paths)
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        operationId: operation.operationId,
        method: method.toUpperCase(),
        requestSchema: requestSchemaName(operation),
        repliesInXml: repliesInXml(operation),
        segments: path.split("/").slice(1),
      })),
    )
    .sort((one, other) => parameterCount(one) - parameterCount(other));
  return routes;
}

function parameterCount(route: Route): number {
  return route.segments.filter(isParameter).length;
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{");
}

function decodedSegments(path: string): readonly string[] | undefined {
  try {
    return path.replace(/\/$/, "").split("/").slice(1).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function matches(route: Route, segments: readonly string[]): boolean {
  return (
    route.segments.length === segments.length &&
    route.segments.every((pattern, index) => {
      const segment = segments[index] ?? "";
      return isParameter(pattern) ? segment !== "" : pattern.toLowerCase() === segment.toLowerCase();
    })
  );
}

function parametersOf(route: Route, segments: readonly string[]): Readonly<Record<string, string>> {
  const pairs = route.segments.map((pattern, index) => [pattern, segments[index] ?? ""] as const);
  return Object.fromEntries(
    pairs
      .filter(([pattern]) => isParameter(pattern))
      .map(([pattern, value]) => [pattern.slice(1, -1), value]),
  );
}
