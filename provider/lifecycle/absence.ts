import type { Service } from "../service/service.js";
import { MissingObjectError, OtherConnectionError } from "../errors.js";

/**
 * An object that is not found counts as gone only while the service is reached as it was when the object was written:
 * with another login it may just be invisible.
 * @param what the object, as the subject of a sentence
 * @throws MissingObjectError when the state was never written by this provider.
 * @throws OtherConnectionError when login or address are others now.
 */
export function assertGone(service: Service, what: string, connection: string | undefined): void {
  if (connection === undefined) {
    // No state of ours: the program asked for an existing object by its id.
    throw new MissingObjectError(`${what} does not exist.`);
  }
  if (connection !== service.connection) {
    throw new OtherConnectionError(what, connection, service.connection);
  }
}
