import type { Service } from "../service/service.js";
import { OtherConnectionError } from "./errors.js";

/**
 * An object that is not found counts as gone only while the service is reached as it was when the object was written:
 * with another login it may just be invisible.
 * @param what the object, as the subject of a sentence
 * @throws OtherConnectionError when login or address are others now.
 */
export function assertGone(service: Service, what: string, connection: string): void {
  if (connection !== service.connection) {
    throw new OtherConnectionError(what, connection, service.connection);
  }
}
