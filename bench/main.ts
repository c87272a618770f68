import { setMaxListeners } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../test/engine/harness/project-environment.js";
import { writeInstructionCounts } from "./instructions/page.js";
import { measure } from "./measure.js";
import { helpText, readOptions } from "./options.js";
import { createProgress } from "./progress.js";
import { writeStartProfile } from "./start-profile/page.js";

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.action === "help") {
    process.stdout.write(helpText);
    return 0;
  }
  const folder = path.resolve(options.folder ?? path.join(repositoryRoot(), "bench"));
  fs.mkdirSync(folder, { recursive: true });
  const progress = await createProgress();
  const signal = interruption();
  switch (options.action) {
    case "instructions":
      return writeInstructionCounts(folder, progress, signal);
    case "start-profile":
      return writeStartProfile(folder, progress, signal);
    case "measure":
      return measure(options, folder, progress, signal);
  }
}

/** Aborted by Ctrl-C. Another one changes nothing: the engines under way are ended first. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  // Every command under way listens, and Node would warn on standard error of more than ten.
  setMaxListeners(0, controller.signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => controller.abort(new Error(`ended by ${signal}`)));
  }
  return controller.signal;
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.exitCode = 1;
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  },
);
