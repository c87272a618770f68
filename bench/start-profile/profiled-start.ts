// Run in a process of its own: loads @pulumi/pulumi, then the package under V8's profiler, and prints what that took.

import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { repositoryRoot } from "../../test/engine/harness/project-environment.js";

/** What one start of a program took. */
export interface ProfiledStart {
  /** The files that the package loaded, after those of `@pulumi/pulumi`. */
  readonly files: readonly string[];
  /** Milliseconds of the whole `require`. */
  readonly wallMilliseconds: number;
  /** Milliseconds that functions of a file took themselves, by file; Node's own stand under their names. */
  readonly selfMilliseconds: Readonly<Record<string, number>>;
}

async function main(): Promise<void> {
  // As a program does it: from the outside, by the package's name.
  const load = createRequire(path.join(repositoryRoot(), "index.js"));
  load("@pulumi/pulumi");
  const before = new Set(Object.keys(load.cache));
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 100 });
  await session.post("Profiler.start");
  // In microseconds of the clock that the profile uses.
  const now = () => Number(process.hrtime.bigint() / 1000n);
  const started = now();
  load("pulumi-msp360");
  const ended = now();
  const { profile } = await session.post("Profiler.stop");
  const files = Object.keys(load.cache).filter((file) => !before.has(file));
  const urls = new Map(
    profile.nodes.map(({ id, callFrame }) => [id, callFrame.url || callFrame.functionName]),
  );
  const selfMilliseconds: Record<string, number> = {};
  let time = profile.startTime;
  (profile.samples ?? []).forEach((node, index) => {
    const delta = profile.timeDeltas?.[index] ?? 0;
    time += delta;
    // The profiler itself takes long to start and to stop.
    if (time < started || time > ended) return;
    const place = urls.get(node) ?? "unknown";
    const milliseconds = delta / 1000;
    selfMilliseconds[place] = (selfMilliseconds[place] ?? 0) + milliseconds;
  });
  process.stdout.write(
    JSON.stringify({
      files,
      wallMilliseconds: (ended - started) / 1000,
      selfMilliseconds,
    } satisfies ProfiledStart),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
