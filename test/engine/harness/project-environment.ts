import fs from "node:fs";
import path from "node:path";

/** The variables of one child process. */
export type Environment = Record<string, string>;

/** Opens the secrets of every test stack. */
const PASSPHRASE = "test";

/**
 * The environment of a `pulumi` command, built from nothing: no credential and no setting of the person who runs
 * the tests gets in.
 *
 * @param engineFolders the folders of the engine's programs in the form of PATH, as `npm test` puts them into
 * MSP360_ENGINE_BIN
 * @param folder of the test project; HOME, PULUMI_HOME and the state lie below it
 */
export function projectEnvironment(engineFolders: string, folder: string): Environment {
  const home = path.join(folder, ".home");
  return {
    PATH: [engineFolders, path.dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(
      path.delimiter,
    ),
    HOME: home,
    TMPDIR: path.join(folder, ".tmp"),
    NO_COLOR: "1",
    PULUMI_HOME: path.join(home, ".pulumi"),
    PULUMI_BACKEND_URL: `file://${path.join(folder, ".state")}`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Makes the option --event-log known.
    PULUMI_DEBUG_COMMANDS: "true",
    // A copy of the former state for each write is of no use to a test.
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // Node hands a measurement of coverage on to every child that does not say otherwise. The engine starts a process
    // for each program and each host, and measuring these takes longer than all they do.
    NODE_V8_COVERAGE: "",
  };
}

/**
 * The engine that `npm test` found.
 *
 * @throws Error when the tests were started in another way and the variable was not set by hand
 */
export function engineFolders(): string {
  const folders = process.env["MSP360_ENGINE_BIN"];
  if (folders !== undefined && folders !== "") return folders;
  throw new Error(
    'MSP360_ENGINE_BIN is not set: start the tests with "npm test", or set it to what "node tools/engine.js --print" prints.',
  );
}

/** The folder of this repository's package.json, above whichever folder the tests were compiled to. */
export function repositoryRoot(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`There is no package.json above ${__dirname}.`);
    folder = parent;
  }
  return folder;
}
