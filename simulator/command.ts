#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { helpText } from "./command/help.js";
import { parseCommandLine, type CommandOptions } from "./command/options.js";
import type { LoggedRequest } from "./request-log.js";
import { startSimulator, type Simulator } from "./server.js";

type ServeOptions = Extract<CommandOptions, { readonly action: "serve" }>;

async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2));
  if (options.action === "serve") return serve(options);
  process.stdout.write(options.action === "help" ? helpText() : `${packageVersion()}\n`);
}

async function serve(options: ServeOptions): Promise<void> {
  const simulator = await startSimulator(options);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void stop(simulator));
  }
  process.stdout.write(welcome(simulator));
  if (!options.isQuiet) simulator.onAnswered((request) => process.stdout.write(`${lineFor(request)}\n`));
}

async function stop(simulator: Simulator): Promise<void> {
  await simulator.stop();
  process.exit(0);
}

function welcome({ url, tenant }: Simulator): string {
  const [first] = tenant.apiLogins;
  const login =
    first === undefined
      ? ""
      : `  export MSP360_LOGIN=${first.login}\n  export MSP360_PASSWORD=${first.password}\n`;
  return `The MBS API simulator listens on ${url}. To use it:
  export MSP360_API_URL=${url}
${login}Ctrl-C stops it; --help shows what it can do.
`;
}

function lineFor({ method, path, status, durationMilliseconds }: LoggedRequest): string {
  return `${method} ${path} ${status ?? "connection cut"} ${durationMilliseconds ?? 0} ms`;
}

function packageVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return "the port is in use: stop what listens there, or choose another with --port.";
  if (code === "EACCES") return "this user may not listen on that port: choose one above 1023 with --port.";
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return "--host takes an address of this machine.";
  if (code?.startsWith("ERR_PARSE_ARGS") === true) return `${error.message.split("\n")[0]}; see --help.`;
  return error.message;
}

main().catch((error: unknown) => {
  process.stderr.write(`msp360-simulator: ${explain(error)}\n`);
  process.exitCode = 2;
});
