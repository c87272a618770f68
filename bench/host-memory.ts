import fs from "node:fs";
import path from "node:path";

const sampleEveryMilliseconds = 100;

/**
 * Watches the dynamic-provider hosts that an engine starts in a folder. The kernel keeps the peak of each process
 * itself (VmHWM), so a sample misses no more than what a process takes in its last tenth of a second.
 */
export class HostMemory {
  private readonly timer: NodeJS.Timeout | undefined;
  private readonly hosts = new Set<string>();
  private peakBytes: number | undefined;

  constructor(private readonly folder: string) {
    if (fs.existsSync("/proc/self/status")) {
      this.timer = setInterval(() => this.sample(), sampleEveryMilliseconds);
    }
  }

  /** Ends the watch. Returns the highest peak of a host; `undefined` where there is no /proc, or was no host. */
  end(): number | undefined {
    clearInterval(this.timer);
    return this.peakBytes;
  }

  private sample(): void {
    if (this.hosts.size === 0) for (const pid of hostsIn(this.folder)) this.hosts.add(pid);
    for (const pid of this.hosts) {
      const bytes = peakOf(read(`/proc/${pid}/status`) ?? "");
      if (bytes !== undefined) this.peakBytes = Math.max(bytes, this.peakBytes ?? 0);
    }
  }
}

/** The peak of the resident memory in the text of /proc/<pid>/status, in bytes. */
export function peakOf(status: string): number | undefined {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

function hostsIn(folder: string): string[] {
  return fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isHostIn(folder, name));
}

function isHostIn(folder: string, pid: string): boolean {
  const [, script = ""] = read(`/proc/${pid}/cmdline`)?.split("\0") ?? [];
  if (!path.dirname(script).endsWith(path.join("cmd", "dynamic-provider"))) return false;
  try {
    const place = fs.readlinkSync(`/proc/${pid}/cwd`);
    return place === folder || place.startsWith(folder + path.sep);
  } catch (error) {
    if (isOutOfReach(error)) return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (isOutOfReach(error)) return undefined;
    throw error;
  }
}

// A process ends when it likes, and those of others may not be looked at.
function isOutOfReach(error: unknown): boolean {
  const codes = ["ENOENT", "ESRCH", "EACCES", "EPERM"];
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
