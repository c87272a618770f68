import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Behaviour, LoggedRequest, TenantState } from "../simulator/index.js";
import { repositoryRoot } from "../test/engine/harness/project-environment.js";

/** What calls cost, as the simulator saw them. */
export interface Traffic {
  /** Without logins. */
  readonly apiCalls: number;
  readonly logins: number;
  /** Connections that carried at least one call. */
  readonly connections: number;
}

/** The simulator in a process of its own, so that its work does not count as that of the bench. */
export class SimulatorProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcessByStdio<null, Readable, null>,
  ) {}

  static async start(): Promise<SimulatorProcess> {
    const command = path.join(repositoryRoot(), "dist", "simulator", "command.js");
    const child = spawn(process.execPath, [command, "--port", "0", "--quiet"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const url = await listeningAt(child.stdout);
    child.stdout.resume();
    return new SimulatorProcess(url, child);
  }

  /** Puts a tenant in the place of the present one, sets the switches, and forgets the calls so far. */
  async reset(tenant: TenantState, behaviour: Partial<Behaviour>): Promise<void> {
    await this.control("PUT", "state", tenant);
    await this.control("PATCH", "behaviour", behaviour);
    await this.takeRequests();
  }

  /** The calls since the last time, with their answers. */
  async takeRequests(): Promise<readonly LoggedRequest[]> {
    const requests = (await this.control("GET", "requests")) as readonly LoggedRequest[];
    await this.control("DELETE", "requests");
    return requests;
  }

  async tenant(): Promise<TenantState> {
    return (await this.control("GET", "state")) as TenantState;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
  }

  private async control(method: string, name: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/simulator/${name}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The simulator refused ${method} ${name}: ${text}`);
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  }
}

/** Sums up calls. */
export function trafficOf(requests: readonly LoggedRequest[]): Traffic {
  const logins = requests.filter(({ operationId }) => operationId === "login").length;
  return {
    apiCalls: requests.length - logins,
    logins,
    connections: new Set(requests.map(({ connection }) => connection)).size,
  };
}

async function listeningAt(output: Readable): Promise<string> {
  for await (const line of createInterface({ input: output, crlfDelay: Infinity })) {
    const [url] = /http:\/\/\S+?(?=\.\s)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("The simulator ended before it listened.");
}
