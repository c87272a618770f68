import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { markdownTable } from "markdown-table";
import { repositoryRoot } from "../../test/engine/harness/project-environment.js";
import type { Progress } from "../progress.js";
import { spreadText } from "../report/tables.js";
import { spreadOf } from "../statistics.js";
import { sumByPackage } from "./packages.js";
import type { ProfiledStart } from "./profiled-start.js";

const processes = 11;
const limitSeconds = 60;

/** Loaded only when a call is due: what the start of a program would pay otherwise. */
interface Kept {
  readonly library: string;
  readonly milliseconds: readonly number[];
}

/**
 * Profiles the start of a program and writes start-profile.md.
 * @returns the exit code
 */
export async function writeStartProfile(
  folder: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<number> {
  const starts: ProfiledStart[] = [];
  await progress.during(`Profiling ${processes} starts`, async () => {
    while (starts.length < processes) {
      starts.push(
        JSON.parse(await node([path.join(__dirname, "profiled-start.js")], signal)) as ProfiledStart,
      );
    }
  });
  const kept: Kept[] = [];
  for (const library of runtimeLibraries()) {
    kept.push({
      library,
      milliseconds: await progress.during(`Loading ${library}`, () => loadingTimes(library, signal)),
    });
  }
  const file = path.join(folder, "start-profile.md");
  fs.writeFileSync(file, pageOf(starts, kept));
  progress.say(`Written: ${file}`);
  return 0;
}

async function loadingTimes(library: string, signal: AbortSignal): Promise<number[]> {
  const program = `require("@pulumi/pulumi");
    const started = performance.now(); require(${JSON.stringify(library)});
    console.log(performance.now() - started);`;
  const times: number[] = [];
  while (times.length < processes) times.push(Number(await node(["--eval", program], signal)));
  return times;
}

async function node(args: readonly string[], signal: AbortSignal): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: repositoryRoot(),
    signal,
    timeout: limitSeconds * 1000,
    maxBuffer: 64e6,
  });
  return stdout;
}

function runtimeLibraries(): string[] {
  const text = fs.readFileSync(path.join(repositoryRoot(), "package.json"), "utf8");
  return Object.keys((JSON.parse(text) as { readonly dependencies: object }).dependencies);
}

function pageOf(starts: readonly ProfiledStart[], kept: readonly Kept[]): string {
  const loaded = starts[0]?.files ?? [];
  const counts = sumByPackage(loaded.map((file) => [file, 1]));
  const bytes = sumByPackage(loaded.map((file) => [file, fs.statSync(file).size]));
  const sums = starts.map(({ selfMilliseconds }) => sumByPackage(Object.entries(selfMilliseconds)));
  const medianOf = (name: string) => spreadOf(sums.map((sum) => sum.get(name) ?? 0))?.median ?? 0;
  const names = [...new Set(sums.flatMap((sum) => [...sum.keys()]))];
  const lines = names
    .sort((one, other) => medianOf(other) - medianOf(one))
    .map((name) => [
      name,
      String(counts.get(name) ?? 0),
      ((bytes.get(name) ?? 0) / 1000).toFixed(1),
      medianOf(name).toFixed(1),
    ]);
  const whole = milliseconds(starts.map(({ wallMilliseconds }) => wallMilliseconds));
  const isLoaded = (library: string) => (counts.has(library) ? "loaded at the start" : "when a call is due");
  return `# The start of a program

Written by \`npm run bench -- --start-profile\` (Node ${process.version}, ${processes} processes). What
\`require("pulumi-msp360")\` adds to a program that has loaded \`@pulumi/pulumi\`: ${whole} ms under the profiler
(minimum, median and maximum), with ${loaded.length} files.

${markdownTable([["where", "files", "kB", "ms themselves (median)"], ...lines], { align: ["l", "r", "r", "r"] })}

"Node" is the search for files, their reading and compilation, and the time in which V8 does something else.

## What was cut from it

The libraries are loaded when the first call is due, in the process that makes the calls; a program that only declares
resources never loads them. What each would add to the start:

${markdownTable(
  [
    ["library", "ms (minimum / median / maximum)", "loaded"],
    ...kept.map(({ library, milliseconds: times }) => [library, milliseconds(times), isLoaded(library)]),
  ],
  { align: ["l", "r", "l"] },
)}

A lint rule (eslint.config.js, \`HEAVY_LIBRARIES\`) keeps them out of the files that a program loads.
`;
}

function milliseconds(values: readonly number[]): string {
  return spreadText(spreadOf(values), (value) => value.toFixed(1));
}
