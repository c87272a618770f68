import path from "node:path";
import { repositoryRoot } from "./project-environment.js";

interface ProcessesModule {
  readonly endProcessesIn: (folder: string) => Promise<void>;
}

/**
 * Kills every process that works in a folder and waits until they are gone: an engine that is still busy when a
 * test ran out of time, and the plugins of an engine that a test killed.
 */
export async function endProcessesIn(folder: string): Promise<void> {
  const loaded = (await import(path.join(repositoryRoot(), "tools", "processes.js"))) as ProcessesModule;
  await loaded.endProcessesIn(folder);
}
