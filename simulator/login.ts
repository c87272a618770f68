import { randomBytes } from "node:crypto";
import type { Behaviour } from "./options/behaviour.js";
import type { Reply } from "./reply.js";
import type { TenantState } from "./tenant/state.js";

/** The body of the login call. */
export interface Credentials {
  readonly UserName: string;
  readonly Password: string;
}

interface Token {
  readonly login: string;
  readonly expiresAt: number;
}

/** The tokens that were issued and are still good. Any number can be valid at once. */
export class Tokens {
  readonly #issued = new Map<string, Token>();

  /** Makes a token for this login, valid for so many seconds. */
  issue(login: string, lifetimeSeconds: number): string {
    const token = randomBytes(48).toString("base64url");
    this.#issued.set(token, { login, expiresAt: Date.now() + lifetimeSeconds * 1000 });
    return token;
  }

  /** The login that an `Authorization` header speaks for; undefined when it is absent, void or expired. */
  loginOf(authorization: string | undefined): string | undefined {
    const [, value] = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? "") ?? [];
    const token = value === undefined ? undefined : this.#issued.get(value);
    return token !== undefined && Date.now() < token.expiresAt ? token.login : undefined;
  }

  /** Voids every token of a login, or all tokens. */
  revoke(login?: string): void {
    for (const [value, token] of this.#issued) {
      if (login === undefined || token.login === login) this.#issued.delete(value);
    }
  }
}

/** Judges credentials and answers with a token, or with the service's login error. */
export function logIn(
  credentials: Credentials,
  tenant: TenantState,
  tokens: Tokens,
  behaviour: Behaviour,
): Reply {
  const known = tenant.apiLogins.find(({ login }) => login === credentials.UserName);
  if (known === undefined || known.password !== credentials.Password) {
    return loginFailure("invalid_grant", "Login or secret not accepted.");
  }
  const issuedAt = Date.now() + behaviour.clockOffsetSeconds * 1000;
  const lifetime = behaviour.tokenLifetimeSeconds;
  const value = {
    access_token: tokens.issue(known.login, lifetime),
    token_type: "bearer",
    ...expiry(behaviour),
    userName: known.login,
    ".issued": new Date(issuedAt).toUTCString(),
    ".expires": new Date(issuedAt + lifetime * 1000).toUTCString(),
  };
  return { status: 200, body: { kind: "data", value, schema: "TokenResponse" } };
}

/** 400 in the form of the login call. */
export function loginFailure(code: string, description: string): Reply {
  const value = { error: code, error_description: description };
  return { status: 400, body: { kind: "error", value } };
}

function expiry(behaviour: Behaviour): { expires_in?: number | string } {
  const seconds = behaviour.reportedLifetimeSeconds ?? behaviour.tokenLifetimeSeconds;
  if (behaviour.expiresIn === "absent") return {};
  return { expires_in: behaviour.expiresIn === "string" ? String(seconds) : seconds };
}
