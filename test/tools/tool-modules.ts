import path from "node:path";
import { repositoryRoot } from "../engine/harness/project-environment.js";

/**
 * Loads a module of tools/, which is plain JavaScript and not part of the build.
 *
 * @param name such as "setup/lock.js"
 */
export async function loadTool<Module>(name: string): Promise<Module> {
  const loaded = (await import(toolPath(name))) as { default: Module };
  return loaded.default;
}

/** The full path of a file in tools/. */
export function toolPath(name: string): string {
  return path.join(repositoryRoot(), "tools", name);
}
