import type { XmlElement } from "./xml.js";

/** One call to the service. */
export interface ApiRequest {
  /** What is attempted on what, as a clause for error messages: `add destination "x" to account "y"`. */
  readonly purpose: string;
  /** The HTTP method; GET is a read, all else is a write. */
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Segments below the base address, not encoded: `["api", "Users", id, "Computers"]`. */
  readonly path: readonly string[];
  /** Query parameters, not encoded. */
  readonly query?: Readonly<Record<string, string>>;
  /** The body: `json` as a value; `xml` when the service documents an XML form of it. */
  readonly body?: { readonly json: unknown; readonly xml?: XmlElement };
}

/** A successful reply. */
export interface ApiReply {
  /** HTTP status, 200 to 299. */
  readonly status: number;
  /** Parsed JSON; `undefined` when the reply was empty, `null` for the JSON literal. */
  readonly body: unknown;
  /** The id under which the service, or this client, knows the request. */
  readonly requestId: string | undefined;
}
