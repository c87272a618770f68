import { readRequestBody, type BodyRule } from "./bodies/request-body.js";
import { loginFailure, logIn, Tokens, type Credentials } from "./login.js";
import type { Behaviour } from "./options/behaviour.js";
import { failure, noSuchRoute, Refusal, unauthorized, type Reply } from "./reply.js";
import { accountDestinationOperations } from "./rooms/account-destinations.js";
import { accountOperations } from "./rooms/accounts.js";
import type { Operations } from "./rooms/call.js";
import { computerOperations } from "./rooms/computers.js";
import { destinationOperations } from "./rooms/destinations.js";
import { packageOperations } from "./rooms/packages.js";
import { readOnlyListOperations } from "./rooms/read-only-lists.js";
import { userOperations } from "./rooms/users.js";
import type { Route, RouteMatch } from "./router.js";
import type { Store } from "./tenant/store.js";

/** What the service reads of a request. */
export interface ServiceRequest {
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly contentType: string | undefined;
  readonly content: Buffer;
  /** The login its token speaks for; undefined without a good token. */
  readonly login: string | undefined;
}

const operations: Operations = {
  ...userOperations,
  ...computerOperations,
  ...accountOperations,
  ...accountDestinationOperations,
  ...destinationOperations,
  ...packageOperations,
  ...readOnlyListOperations,
};

/** The MBS API without its transport: what each request does to the store, and what it answers. */
export class Service {
  readonly tokens = new Tokens();
  readonly #store: Store;
  readonly #answeredAt: number[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** Carries out a request. */
  answer(match: RouteMatch, request: ServiceRequest): Reply {
    if (this.#isTooMuch()) {
      return { ...failure(429, "Too many requests. Try again later."), headers: { "Retry-After": "1" } };
    }
    if (match.kind === "unknown") return noSuchRoute(request.path);
    if (match.kind === "wrongMethod") {
      return failure(405, "The requested resource does not support this HTTP method.");
    }
    if (match.route.operationId === "login") return this.#logIn(match.route, request);
    if (request.login === undefined) return unauthorized;
    return inStyle(this.#carryOut(match.route, match.parameters, request), this.#behaviour.failureStyle);
  }

  get #behaviour(): Behaviour {
    return this.#store.behaviour;
  }

  #carryOut(route: Route, parameters: Readonly<Record<string, string>>, request: ServiceRequest): Reply {
    const operation = operations[route.operationId];
    if (operation === undefined)
      return failure(501, `The simulator does not carry out ${route.operationId}.`);
    const { content, contentType, query } = request;
    const rule = bodyRule(route, this.#behaviour);
    const read = rule === undefined ? { value: undefined } : readRequestBody(content, contentType, rule);
    if ("refusal" in read) return read.refusal;
    try {
      return operation({
        store: this.#store,
        tokens: this.tokens,
        behaviour: this.#behaviour,
        parameters,
        query,
        body: read.value,
      });
    } catch (error) {
      if (error instanceof Refusal) return failure(400, error.message);
      throw error;
    }
  }

  #logIn(route: Route, { content, contentType }: ServiceRequest): Reply {
    const schema = route.requestSchema ?? "LoginUserBindingModel";
    const read = readRequestBody(content, contentType, { schema, acceptsForm: true });
    if ("refusal" in read) return loginFailure("invalid_request", "UserName and Password are required.");
    return logIn(read.value as Credentials, this.#store.tenant, this.tokens, this.#behaviour);
  }

  #isTooMuch(): boolean {
    const { requestsPerSecond } = this.#behaviour;
    if (requestsPerSecond === null) return false;
    const now = Date.now();
    while (this.#answeredAt[0] !== undefined && now - this.#answeredAt[0] >= 1000) this.#answeredAt.shift();
    if (this.#answeredAt.length >= requestsPerSecond) return true;
    this.#answeredAt.push(now);
    return false;
  }
}

function bodyRule(route: Route, behaviour: Behaviour): BodyRule | undefined {
  if (route.requestSchema === undefined) return undefined;
  const isLenient = route.operationId === "editUserDestination" && behaviour.assignmentEditRequires === "ids";
  return { schema: route.requestSchema, optional: isLenient ? ["Destination", "PackageID"] : [] };
}

function inStyle(reply: Reply, style: Behaviour["failureStyle"]): Reply {
  if (reply.status !== 400 || style === "400" || reply.body?.kind !== "error") return reply;
  if (style === "200WithError") return { ...reply, status: 200 };
  const { Message, ...rest } = reply.body.value;
  return { status: 200, body: { kind: "error", value: { ErrorMessage: Message, ...rest } } };
}
