import { execFileSync } from "node:child_process";
import os from "node:os";
import path from "node:path";

/** The machine and the versions, one line each. */
export function machine(engineFolders: string): string[] {
  const cores = os.availableParallelism();
  const gigabytes = (os.totalmem() / 1e9).toFixed(0);
  const model = os.cpus()[0]?.model.trim() ?? "unknown processor";
  return [
    `${model}, ${cores} cores, ${gigabytes} GB, ${os.type()} ${os.arch()}`,
    `Node ${process.version}, Pulumi engine ${engineVersion(engineFolders)}, state in local files`,
  ];
}

function engineVersion(engineFolders: string): string {
  const PATH = [engineFolders, process.env["PATH"] ?? ""].join(path.delimiter);
  return execFileSync("pulumi", ["version"], {
    env: { PATH, PULUMI_SKIP_UPDATE_CHECK: "true" },
    encoding: "utf8",
  }).trim();
}
