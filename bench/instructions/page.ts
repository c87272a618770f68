import fs from "node:fs";
import path from "node:path";
import { markdownTable } from "markdown-table";
import type { Progress } from "../progress.js";
import { hasValgrind, instructionsOf } from "./valgrind.js";

/** A hot path by its name in hot-paths.ts. */
interface HotPath {
  readonly name: string;
  readonly title: string;
  /** How often it is repeated; the second run repeats it twice as often. */
  readonly times: number;
}

const hotPaths: readonly HotPath[] = [
  {
    name: "check-and-diff",
    title: "`check` and `diff` of a `UserDestinations` with 1,000 entries",
    times: 4,
  },
  { name: "call", title: "Encoding one call and reading its answer", times: 200 },
  { name: "redaction", title: "Redaction of a text of 1,100 characters by two secrets", times: 200 },
  {
    name: "directory",
    title: "Taking a list of 1,000 users into the directory, and finding each in it",
    times: 4,
  },
];

/**
 * Counts the instructions of the hot paths and writes instructions.md.
 * @returns the exit code: 1 when the tool is missing
 */
export async function writeInstructionCounts(
  folder: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<number> {
  if (!(await hasValgrind())) {
    progress.say(
      'Instructions are counted by valgrind, which is not on PATH: "apt-get install valgrind" brings it.',
    );
    return 1;
  }
  const lines: string[][] = [];
  for (const { name, title, times } of hotPaths) {
    const once = await progress.during(`${title}: ${times} times`, () => instructionsOf(name, times, signal));
    const twice = await progress.during(`${title}: ${2 * times} times`, () =>
      instructionsOf(name, 2 * times, signal),
    );
    lines.push([title, thousands(perTime(once, twice, times))]);
    fs.writeFileSync(path.join(folder, "instructions.md"), pageOf(lines));
  }
  progress.say(`Written: ${path.join(folder, "instructions.md")}`);
  return 0;
}

/** What one time takes, without the start of Node and the loading of the code, which both runs have. */
export function perTime(once: number, twice: number, times: number): number {
  return (twice - once) / times;
}

function thousands(instructions: number): string {
  return Math.round(instructions / 1000).toLocaleString("en");
}

function pageOf(lines: readonly (readonly string[])[]): string {
  const table = markdownTable([["hot path", "thousand instructions each time"], ...lines], {
    align: ["l", "r"],
  });
  return `# Instructions of the hot paths

Written by \`npm run bench -- --instructions\` (valgrind's callgrind, Node ${process.version}, ${process.arch}).

${table}

Each is the difference of two processes, of which one repeats the path twice as often, so that the start of Node and the
loading of the code drop out. V8 only interprets here (\`--jitless --single-threaded --predictable\`): the counts are several
times those of compiled code, and are there to be compared with each other and with later ones, not with times. They
depend on the versions of Node and of the libraries, hardly on the machine and its load.
`;
}
