import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { repositoryRoot } from "../../test/engine/harness/project-environment.js";
import { judge, type LimitResult } from "../limits.js";
import { spreadText } from "../report/tables.js";
import type { Progress } from "../progress.js";
import { limitSeconds } from "../stack-project.js";
import { spreadOf } from "../statistics.js";

const atMostMilliseconds = 60;

const program = `
  require("@pulumi/pulumi");
  const started = performance.now();
  require("pulumi-msp360");
  console.log(performance.now() - started);`;

/** The limit on what the package adds to the start of a program, by the median of some processes. */
export async function judgeProgramStart(
  processes: number,
  progress: Progress,
  signal: AbortSignal,
): Promise<LimitResult> {
  const times: number[] = [];
  await progress.during("Starting programs", async () => {
    while (times.length < processes) {
      const { stdout } = await promisify(execFile)(process.execPath, ["--eval", program], {
        cwd: repositoryRoot(),
        signal,
        timeout: limitSeconds * 1000,
      });
      times.push(Number(stdout));
    }
  });
  const spread = spreadOf(times);
  return judge(
    'Program start: `require("pulumi-msp360")` after `@pulumi/pulumi`',
    `${atMostMilliseconds} ms`,
    spread?.median,
    atMostMilliseconds,
    () => `${spreadText(spread, (value) => value.toFixed(1))} ms`,
  );
}
