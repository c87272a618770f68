import { isIPv4 } from "node:net";
import { InsecureAddressError } from "./errors.js";

/** The service's base address. */
export interface ServiceAddress {
  /** Scheme, host and port, without path: `https://api.mspbackups.com`. */
  readonly origin: string;
  /** The path that every call's path follows; empty or beginning, but not ending, with a slash. */
  readonly basePath: string;
  /** Host and port, for messages. */
  readonly host: string;
  /** Host without port; an IPv6 address without brackets. */
  readonly hostname: string;
  /** Port, also where it is the scheme's own. */
  readonly port: number;
  /** Whether it is this machine: never reached through a proxy. */
  readonly loopback: boolean;
}

/**
 * Reads the configured base address.
 * @throws InsecureAddressError when it is not https, or http to this machine, or carries a login, query or fragment
 */
export function readServiceAddress(apiUrl: string): ServiceAddress {
  if (!URL.canParse(apiUrl)) {
    throw new InsecureAddressError(
      "msp360:apiUrl is not an address. Give one such as https://api.mspbackups.com.",
    );
  }
  const url = new URL(apiUrl);
  const loopback = isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    throw new InsecureAddressError(
      `msp360:apiUrl would send the password to ${url.host || "another machine"} unprotected (${url.protocol.slice(0, -1)}). Use https; http is for this machine only.`,
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new InsecureAddressError(
      `msp360:apiUrl for ${url.host} must have no login, query or fragment. Put the login in msp360:login and msp360:password.`,
    );
  }
  return {
    origin: url.origin,
    basePath: url.pathname.replace(/\/+$/, ""),
    host: url.host,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port !== "" ? Number(url.port) : url.protocol === "https:" ? 443 : 80,
    loopback,
  };
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" || hostname === "[::1]" || (isIPv4(hostname) && hostname.startsWith("127."))
  );
}
