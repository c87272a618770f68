import fs from "node:fs";
import path from "node:path";

/**
 * Kills the dynamic-provider host that an engine started in a folder, and nothing else. Needs /proc.
 *
 * @throws Error when no host runs there
 */
export function endHostIn(folder: string): void {
  const hosts = fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => isHostIn(folder, pid))
    .map(Number);
  if (hosts.length === 0) throw new Error(`No dynamic-provider host runs in ${folder}.`);
  for (const pid of hosts) process.kill(pid, "SIGKILL");
}

function isHostIn(folder: string, pid: string): boolean {
  try {
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
    const place = fs.readlinkSync(`/proc/${pid}/cwd`);
    return (
      command.includes("cmd/dynamic-provider") && (place === folder || place.startsWith(folder + path.sep))
    );
  } catch (error) {
    // It ended between the listing and the look, or belongs to somebody else.
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
