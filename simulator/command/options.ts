import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseSwitch, type Behaviour } from "../options/behaviour.js";
import { sampleTenant } from "../tenant/sample-tenant.js";
import { parseTenantState, type TenantState } from "../tenant/state.js";

/** The port the command listens on unless told otherwise. */
export const defaultPort = 8360;

/** What the command was asked to do. */
export type CommandOptions =
  | { readonly action: "help" | "version" }
  | {
      readonly action: "serve";
      readonly port: number;
      readonly host: string;
      readonly tenant: TenantState;
      readonly behaviour: Partial<Behaviour>;
      readonly isQuiet: boolean;
    };

/** Reads the command's arguments and the state file they name. Throws an `Error` that is one sentence. */
export function parseCommandLine(args: readonly string[]): CommandOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      port: { type: "string" },
      host: { type: "string" },
      state: { type: "string" },
      behaviour: { type: "string", multiple: true },
      latency: { type: "string" },
      quiet: { type: "boolean" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean" },
    },
  });
  if (values.help === true) return { action: "help" };
  if (values.version === true) return { action: "version" };
  const switches = values.behaviour ?? [];
  const latency = values.latency === undefined ? [] : [`latencyMilliseconds=${values.latency}`];
  return {
    action: "serve",
    port: portNumber(values.port),
    host: values.host ?? "127.0.0.1",
    tenant: values.state === undefined ? sampleTenant() : readState(values.state),
    behaviour: Object.assign({}, ...[...switches, ...latency].map(parseSwitch)) as Partial<Behaviour>,
    isQuiet: values.quiet ?? false,
  };
}

function portNumber(text: string | undefined): number {
  if (text === undefined) return defaultPort;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`--port takes a number from 0 (any free port) to 65535, not "${text}".`);
}

function readState(file: string): TenantState {
  try {
    return parseTenantState(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Can't use the state file ${file}: ${reason}`, { cause: error });
  }
}
