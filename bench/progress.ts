import path from "node:path";
import { repositoryRoot } from "../test/engine/harness/project-environment.js";

/** Says what is being done; see tools/setup/progress.js. */
export interface Progress {
  say(text: string): void;
  during<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
}

/** The progress that the set-up shows, too. */
export async function createProgress(): Promise<Progress> {
  const file = path.join(repositoryRoot(), "tools", "setup", "progress.js");
  const { createProgress: create } = (await import(file)) as { createProgress: () => Progress };
  return create();
}
