import type { Behaviour } from "../options/behaviour.js";
import type { Tokens } from "../login.js";
import { failure, object, Refusal, type Reply } from "../reply.js";
import type { Store } from "../tenant/store.js";

/** One call of an operation, after its token and its body were found good. */
export interface Call {
  readonly store: Store;
  readonly tokens: Tokens;
  readonly behaviour: Behaviour;
  /** The decoded values of the path's parameters, by the names of the API description. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The query's values by lower-case name. */
  readonly query: ReadonlyMap<string, string>;
  /** The body, in the shape of the operation's request schema; undefined when it takes none. */
  readonly body: unknown;
}

/** Carries out an operation. A `Refusal` it throws becomes the service's refusal. */
export type Operation = (call: Call) => Reply;

/** Operations by the `operationId` of the API description. */
export type Operations = Readonly<Record<string, Operation>>;

/** The value of a parameter of the path; the router provides all that the API description names. */
export function parameter(call: Call, name: string): string {
  const value = call.parameters[name];
  if (value === undefined) throw new Error(`The path has no parameter "${name}".`);
  return value;
}

/** One object that was read by its id, or what the service answers when the id is unknown. */
export function single(call: Call, schema: string, value: object | undefined): Reply {
  if (value !== undefined) return object(schema, value);
  return call.behaviour.unknownId === "null"
    ? object(schema, null)
    : failure(404, "The object was not found.");
}

/** As `single`, for the nouns whose reads by id some samples show as an array of one. */
export function singleOrArray(call: Call, schema: string, value: object | undefined): Reply {
  const inArray = value !== undefined && call.behaviour.singleReadAs === "arrayOfOne";
  return single(call, schema, inArray ? [value] : value);
}

/** The found object; throws the refusal with this message when there is none. */
export function required<Found>(found: Found | undefined, message: string): Found {
  if (found === undefined) throw new Refusal(message);
  return found;
}
