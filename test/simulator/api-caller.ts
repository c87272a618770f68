import type { Simulator } from "../../simulator/index.js";

/** An answer with its body read. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is empty. Throws when it is none. */
  json(): unknown;
}

/** Calls a simulator with a token of its own. */
export class ApiCaller {
  private constructor(
    private readonly simulator: Simulator,
    readonly token: string,
  ) {}

  static async login(
    simulator: Simulator,
    credentials = { UserName: "acme-api", Password: "example-password" },
  ): Promise<ApiCaller> {
    const body = JSON.stringify(credentials);
    const answered = await call(simulator.url, "POST", "/api/Provider/Login", { body });
    return new ApiCaller(simulator, (answered.json() as { access_token: string }).access_token);
  }

  get(path: string, accept = "application/json"): Promise<Answered> {
    return this.call("GET", path, { headers: { accept } });
  }

  /** Sends a body as JSON. */
  send(method: string, path: string, body: unknown): Promise<Answered> {
    return this.call(method, path, { body: JSON.stringify(body) });
  }

  /** Sends a body as it is; JSON unless the headers say something else. */
  call(
    method: string,
    path: string,
    { body, headers }: { body?: string; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answered> {
    const authorization = `Bearer ${this.token}`;
    return call(this.simulator.url, method, path, {
      ...(body === undefined ? {} : { body }),
      headers: { authorization, ...headers },
    });
  }
}

/** Calls an address without a token. */
export async function call(
  url: string,
  method: string,
  path: string,
  { body, headers }: { body?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<Answered> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: () => (text === "" ? undefined : JSON.parse(text)) as unknown,
  };
}
