import type { LoggedRequest } from "../../../simulator/index.js";

/** When the blow falls, seen from the operation that a request asks for. */
export type Moment = "before its effect" | "after its effect" | "after its answer";

/** What is killed: the engine together with everything that it started, or the dynamic-provider host alone. */
export type Victim = "engine" | "host";

/** One place in the run of an operation of the engine at which it is killed. */
export interface Boundary {
  readonly method: string;
  /** The request's path, with anything in the place of an id that the service gave. */
  readonly path: RegExp;
  /** How many requests of this method and path come before it. */
  readonly skip: number;
  readonly moment: Moment;
  readonly victim: Victim;
}

const guid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;

/**
 * Every boundary of a run that was recorded undisturbed. A write has three: it may not have happened, have happened
 * unknown to anyone, or have been answered and not recorded. A read and a login change nothing, so that before, during
 * and after them the service and the state are the same: they have one.
 */
export function boundariesOf(requests: readonly LoggedRequest[]): Boundary[] {
  return requests.flatMap((request, index) => {
    const { method } = request;
    const path = pathPattern(request);
    const skip = requests
      .slice(0, index)
      .filter((earlier) => earlier.method === method && path.test(earlier.path)).length;
    return strokesAt(request).map((stroke) => ({ method, path, skip, ...stroke }));
  });
}

/** How a failure names the boundary. */
export function describeBoundary({ method, path, skip, moment, victim }: Boundary): string {
  return `${victim} killed at ${method} ${path.source} (number ${String(skip + 1)}) ${moment}`;
}

/** Whether a request changes what the service holds. */
export function isWrite({ method, operationId }: LoggedRequest): boolean {
  return method !== "GET" && operationId !== "login";
}

function strokesAt(request: LoggedRequest): Pick<Boundary, "moment" | "victim">[] {
  if (!isWrite(request)) return [{ moment: "before its effect", victim: "engine" }];
  return [
    { moment: "before its effect", victim: "engine" },
    { moment: "after its effect", victim: "engine" },
    { moment: "after its answer", victim: "engine" },
    { moment: "after its effect", victim: "host" },
  ];
}

function pathPattern({ path }: LoggedRequest): RegExp {
  return new RegExp(`^${path.replace(guid, "[^/]+")}$`);
}
