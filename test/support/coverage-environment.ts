import path from "node:path";

/**
 * What a child process needs in its environment so that what it runs counts, when the coverage of the tests is
 * measured (NODE_V8_COVERAGE is set, by `npm run coverage`); otherwise nothing.
 *
 * @param repository the folder of package.json
 */
export function coverageEnvironment(repository: string): Record<string, string> {
  const folder = process.env["NODE_V8_COVERAGE"];
  if (folder === undefined || folder === "") return {};
  const script = path.join(repository, "tools", "coverage", "write-when-ended.js");
  return { NODE_V8_COVERAGE: folder, NODE_OPTIONS: `--require ${JSON.stringify(script)}` };
}
